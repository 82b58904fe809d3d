import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ProductFacts, VerdictKind } from "./kind";
import { ProductCard } from "./product-card";
import { VerdictShape } from "./verdict-shape";

type PublicVerdictProps = {
  readonly kind: VerdictKind | "neutral";
  /** "Code recognised" */
  readonly title: string;
  /** "Dispensed once, November 2026." */
  readonly detail?: ReactNode;
  readonly product?: ProductFacts | undefined;
  /** What to do: urgent text of a recall, set between answer and product. */
  readonly advice?: ReactNode;
  /** Buttons, full width, the main one first. */
  readonly actions?: ReactNode;
};

/** The answer on a patient's phone. The same layout for every answer, known or unknown. */
export function PublicVerdict({ kind, title, detail, product, advice, actions }: PublicVerdictProps) {
  const t = useTranslations("verdict");
  return (
    <>
      <div className="flex flex-col items-center pt-2 text-center">
        {kind === "neutral" ? (
          <Info aria-hidden className="size-16 text-soft" />
        ) : (
          <VerdictShape kind={kind} className="size-26" />
        )}
        <h1 className="mt-5 font-bold text-xl">{title}</h1>
        {detail && <p className="mt-1.5 text-lg">{detail}</p>}
      </div>
      {advice && <div className="mt-6">{advice}</div>}
      {product && (
        <div className="mt-7">
          <ProductCard product={product} look="phone" />
        </div>
      )}
      <p className="mt-4 text-sm">{t("publicFoot")}</p>
      {actions && <div className="mt-5 grid gap-2.5">{actions}</div>}
    </>
  );
}
