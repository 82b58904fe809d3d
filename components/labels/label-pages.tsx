import { type LabelFormat, pagesOf } from "./label-formats";
import type { PackLabelFacts } from "./pack-code";
import { PackLabel, type PackLabelText } from "./pack-label";
import type { LabelSymbol } from "./symbol";

export type DrawnLabel = { readonly facts: PackLabelFacts; readonly symbol: LabelSymbol };

type LabelPagesProps = {
  readonly labels: readonly DrawnLabel[];
  readonly text: PackLabelText;
  readonly format: LabelFormat;
  readonly startAt: number;
};

/** Pack labels as pages for usePrint. */
export function LabelPages({ labels, text, format, startAt }: LabelPagesProps) {
  return pagesOf(labels, format, startAt).map((page) => (
    <div
      key={page.find((label) => label !== null)?.facts.serial}
      className="print-page"
      data-page={format.page}
      style={{
        gridTemplateColumns: `repeat(${format.columns}, ${format.width}mm)`,
        gridAutoRows: `${format.height}mm`,
      }}
    >
      {page
        .map(cellOf)
        .map(({ key, label }) =>
          label === null ? <div key={key} /> : <PackLabel key={key} {...label} text={text} format={format} />,
        )}
    </div>
  ));
}

/** A used place of a sheet is told by where it is; no serial has a space. */
const cellOf = (label: DrawnLabel | null, place: number) => ({
  key: label === null ? `used ${place}` : label.facts.serial,
  label,
});
