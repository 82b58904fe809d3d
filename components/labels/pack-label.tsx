import type { LabelFormat } from "./label-formats";
import { type PackLabelFacts, packLines } from "./pack-code";
import type { LabelSymbol } from "./symbol";
import { SymbolPicture } from "./symbol-picture";

export type PackLabelText = {
  readonly name: string;
  /** "30 tablets". */
  readonly packSize: string;
  /** "EXAMPLE" in the demo. */
  readonly badge: string | null;
};

type PackLabelProps = {
  readonly facts: PackLabelFacts;
  readonly text: PackLabelText;
  readonly format: Pick<LabelFormat, "width" | "height" | "padding">;
  /** Null while it is drawn: its place is kept. */
  readonly symbol: LabelSymbol | null;
};

/** Four or six dots of a label printer's 203 dpi a module: squares come out square. */
const moduleOf = ({ width }: LabelSymbol): number => (width <= 26 ? 0.5 : 0.375);
const SYMBOL_PLACE = 12;

/** One label at its real size: GS1 DataMatrix, the same in words below its identifiers, what it is. */
export function PackLabel({ facts, text, format, symbol }: PackLabelProps) {
  const lines = packLines(facts);
  const longest = Math.max(...lines.map(({ length }) => length));
  // 25 characters still stand beside the symbol in one line; a broken line would break the element.
  const letter = longest > 21 ? 1.95 : 2.3;
  return (
    <div
      className="flex flex-col justify-center overflow-hidden bg-[#fff] font-sans text-[#000]"
      style={{
        width: `${format.width}mm`,
        height: `${format.height}mm`,
        padding: `${format.padding}mm`,
        lineHeight: 1.25,
      }}
    >
      <div className="flex items-start justify-between" style={{ gap: "2mm" }}>
        <div className="min-w-0">
          <div className="truncate font-bold" style={{ fontSize: "3mm" }}>
            {text.name}
          </div>
          <div className="truncate" style={{ fontSize: "2.2mm" }}>
            {text.packSize}
          </div>
        </div>
        {text.badge && (
          <div
            className="flex-none border border-[#000] font-semibold"
            style={{ fontSize: "1.9mm", padding: "0.2mm 0.8mm" }}
          >
            {text.badge}
          </div>
        )}
      </div>
      <div className="flex items-center" style={{ marginTop: "1.6mm", gap: "2mm" }}>
        <div
          className="grid flex-none place-items-center"
          style={{ width: `${SYMBOL_PLACE}mm`, height: `${SYMBOL_PLACE}mm` }}
        >
          {symbol && <SymbolPicture symbol={symbol} module={moduleOf(symbol)} />}
        </div>
        <div className="font-mono" style={{ fontSize: `${letter}mm`, lineHeight: "3.1mm" }}>
          {lines.map((line) => (
            <div key={line} className="whitespace-nowrap">
              {line}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
