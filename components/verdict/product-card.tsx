import { useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import type { ProductFacts } from "./kind";

type ProductCardProps = {
  readonly product: ProductFacts;
  /** `station` for a screen at arm's length, `phone` for a hand. */
  readonly look: "station" | "phone";
};

/** The facts printed on the box, in the order a person compares them. */
export function ProductCard({ product, look }: ProductCardProps) {
  const t = useTranslations("verdict");
  const station = look === "station";
  const items: readonly (Definition | false)[] = [
    product.batch !== undefined && {
      label: t("batch"),
      value: (
        <Code strong group={0}>
          {product.batch}
        </Code>
      ),
    },
    product.expiry !== undefined && {
      label: t("expiry"),
      value: <span className="font-semibold">{product.expiry}</span>,
    },
    product.serial !== undefined && { label: t("serial"), value: <Code strong>{product.serial}</Code> },
  ];
  const shown = items.filter((item) => item !== false);
  return (
    <section
      className={station ? "sheet px-6 py-6 md:px-7 md:py-7 xl:px-9 xl:py-8" : "sheet px-4.5 pt-4.5 pb-2"}
    >
      <h2 className="font-semibold text-lg">{product.name}</h2>
      {product.form && <p className="text-soft">{product.form}</p>}
      {shown.length > 0 && (
        <>
          <p className={station ? "mt-5 mb-2 text-sm text-soft" : "mt-4 text-sm text-soft"}>
            {station ? t("compareWithBox") : t("compareWithYourBox")}
          </p>
          <DefinitionList items={shown} look={station ? "big" : "ruled"} />
        </>
      )}
    </section>
  );
}
