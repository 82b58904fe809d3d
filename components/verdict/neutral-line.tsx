import { Barcode } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ProductFacts } from "./kind";
import { ProductCard } from "./product-card";

type NeutralLineProps = {
  /** "No serial to check", "Scan the square code". */
  readonly title: string;
  readonly detail?: ReactNode;
  readonly product?: ProductFacts | undefined;
};

/** A product without serials gets no verdict, and nothing that could be taken for one: no shape, no colour. */
export function NeutralLine({ title, detail, product }: NeutralLineProps) {
  const t = useTranslations("verdict");
  return (
    <div className="grid grid-cols-1 content-center gap-7 px-5 py-7 md:px-14 lg:grid-cols-[6fr_4fr] lg:items-center">
      <section aria-label={t("neutralLabel")} className="flex items-start gap-4">
        <Barcode aria-hidden className="mt-0.5 size-8 text-soft" />
        <div>
          <h2 className="font-semibold text-xl">{title}</h2>
          {detail && <div className="mt-2 max-w-measure text-lg text-soft">{detail}</div>}
        </div>
      </section>
      {product && <ProductCard product={product} look="station" />}
    </div>
  );
}
