import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { INK, type ProductFacts, type VerdictKind } from "./kind";
import { ProductCard } from "./product-card";
import { VerdictShape } from "./verdict-shape";

type VerdictPanelProps = {
  readonly kind: VerdictKind;
  /** One or two words: "Stop". Shown in capitals, written in sentence case. */
  readonly word: string;
  /** One reason in plain words. */
  readonly reason: string;
  /** What it means for the hands: what to do with the pack now. */
  readonly detail?: ReactNode;
  /** Every other reason the pack gives, weaker than the first. */
  readonly otherReasons?: readonly string[];
  /** Last and small: codes, times, numbers for support. */
  readonly code?: string;
  readonly product?: ProductFacts | undefined;
  /** What belongs under the product: a comparison to confirm, the wards' stock. */
  readonly children?: ReactNode;
};

/** The answer at a station. Give the StationFrame the same ground (see groundOf), so that it fills the screen. */
export function VerdictPanel({
  kind,
  word,
  reason,
  detail,
  otherReasons = [],
  code,
  product,
  children,
}: VerdictPanelProps) {
  const t = useTranslations("verdict");
  return (
    <div className="grid grid-cols-1 content-center items-center gap-x-14 gap-y-9 px-5 py-7 md:px-14 lg:grid-cols-[minmax(min-content,6fr)_minmax(0,4fr)]">
      <section aria-labelledby="verdict-word">
        <div className="flex items-center gap-x-[clamp(1rem,2.6vw,2.25rem)]">
          <VerdictShape kind={kind} className="size-[clamp(3.75rem,12.9vw,11rem)]" />
          <h2 id="verdict-word" className={`flex-1 font-extrabold text-verdict uppercase ${INK[kind]}`}>
            {word}
          </h2>
        </div>
        <p className="mt-7 max-w-[24em] font-semibold text-xl md:mt-9">{reason}</p>
        {detail && <div className="mt-2.5 max-w-[36em] text-lg">{detail}</div>}
        {otherReasons.length > 0 && (
          <div className="mt-5 max-w-measure">
            <p className="text-sm text-soft">{t("otherReasons")}</p>
            <ul className="list-disc ps-5">
              {otherReasons.map((other) => (
                <li key={other}>{other}</li>
              ))}
            </ul>
          </div>
        )}
        {code && <p className="mt-4 font-mono text-sm text-soft">{code}</p>}
      </section>
      {(product || children) && (
        <div className="grid min-w-0 gap-4">
          {product && <ProductCard product={product} look="station" />}
          {children}
        </div>
      )}
    </div>
  );
}
