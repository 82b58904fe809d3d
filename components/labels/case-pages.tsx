import { CaseLabel, type CaseLabelText } from "./case-label";
import type { LabelSymbol } from "./symbol";

export type DrawnCase = { readonly sscc: string; readonly text: CaseLabelText; readonly symbol: LabelSymbol };

/** Case labels as pages for usePrint, one a page. */
export function CasePages({ labels }: { readonly labels: readonly DrawnCase[] }) {
  return labels.map((label) => (
    <div key={label.sscc} className="print-page" data-page="label-a6">
      <CaseLabel {...label} />
    </div>
  ));
}
