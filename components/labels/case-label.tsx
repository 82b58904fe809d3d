import { caseLine } from "./pack-code";
import type { LabelSymbol } from "./symbol";
import { SymbolPicture } from "./symbol-picture";

export type CaseLabelText = {
  /** Who packed it: organisation and site. */
  readonly from: string;
  /** "24 packs", "10 cases (240 packs)". */
  readonly count: string;
  /** "Ternavex 10 mg"; null for a mixed container. */
  readonly product: string | null;
  /** Label and value in the reader's words: batch, expiry. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly badge: string | null;
};

/** A6. */
export const CASE_LABEL = { width: 105, height: 148 } as const;
const MODULE = 0.5;
const BAR_HEIGHT = 32;

/** A logistic label at its real size: what it holds for people, the SSCC in GS1-128 for everything else. */
export function CaseLabel({
  sscc,
  text,
  symbol,
}: {
  readonly sscc: string;
  readonly text: CaseLabelText;
  readonly symbol: LabelSymbol | null;
}) {
  return (
    <div
      className="flex flex-col overflow-hidden bg-[#fff] font-sans text-[#000]"
      style={{
        width: `${CASE_LABEL.width}mm`,
        height: `${CASE_LABEL.height}mm`,
        padding: "6mm",
        lineHeight: 1.25,
      }}
    >
      <div
        className="flex items-start justify-between border-[#000] border-b"
        style={{ gap: "4mm", paddingBottom: "3mm", fontSize: "3.4mm" }}
      >
        <div className="min-w-0">{text.from}</div>
        {text.badge && (
          <div
            className="flex-none border border-[#000] font-semibold"
            style={{ fontSize: "2.8mm", padding: "0.4mm 1.4mm" }}
          >
            {text.badge}
          </div>
        )}
      </div>
      <div className="flex-1" style={{ paddingTop: "4mm" }}>
        <div className="font-bold" style={{ fontSize: "9mm", lineHeight: 1.1 }}>
          {text.count}
        </div>
        {text.product && (
          <div className="font-semibold" style={{ fontSize: "5.6mm", marginTop: "1.5mm" }}>
            {text.product}
          </div>
        )}
        <dl style={{ fontSize: "4mm", marginTop: "3mm" }}>
          {text.facts.map(({ label, value }) => (
            <div key={label} className="flex" style={{ gap: "3mm" }}>
              <dt style={{ width: "18mm" }}>{label}</dt>
              <dd className="font-semibold">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="grid justify-items-center">
        <div style={{ height: `${BAR_HEIGHT}mm` }}>
          {symbol && <SymbolPicture symbol={symbol} module={MODULE} barHeight={BAR_HEIGHT} />}
        </div>
        <div className="font-mono" style={{ fontSize: "4.2mm", marginTop: "1.5mm" }}>
          {caseLine(sscc)}
        </div>
      </div>
    </div>
  );
}
