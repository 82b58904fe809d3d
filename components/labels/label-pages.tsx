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
  return pagesOf(labels, format, startAt).map((page, index) => (
    <div
      // biome-ignore lint/suspicious/noArrayIndexKey: pages are printed in order and never move.
      key={index}
      className="print-page"
      data-page={format.page}
      style={{
        gridTemplateColumns: `repeat(${format.columns}, ${format.width}mm)`,
        gridAutoRows: `${format.height}mm`,
      }}
    >
      {page.map((label, place) =>
        label === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a used place of the sheet.
          <div key={place} />
        ) : (
          <PackLabel key={label.facts.serial} {...label} text={text} format={format} />
        ),
      )}
    </div>
  ));
}
