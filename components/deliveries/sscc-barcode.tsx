import bwip from "bwip-js/node";
import { groupsOf } from "@/components/ui/code";
import { modulesOf, pathOf } from "@/lib/scan/symbol";

/** Bars as high as a scanner on paper likes them, in modules. */
const HEIGHT = 34;
/** Ten modules each side (General Specifications, section 5.4.3.4): without them nothing reads it. */
const QUIET = 10;

/** The label of a logistic unit as GS1-128, black on white, drawn on the server: paper needs no script. */
export function SsccBarcode({ sscc }: { readonly sscc: string }) {
  const [symbol] = bwip.raw("gs1-128", `(00)${sscc}`, {});
  if (!symbol) throw new Error("bwip-js drew no symbol");
  const modules = modulesOf(symbol);
  return (
    <span className="inline-block bg-[#fff] text-[#000]">
      <svg
        aria-hidden
        viewBox={`0 0 ${modules.width + 2 * QUIET} ${HEIGHT}`}
        className="block w-[62mm]"
        shapeRendering="crispEdges"
      >
        <path d={pathOf(modules, HEIGHT)} fill="#000" transform={`translate(${QUIET} 0)`} />
      </svg>
      <span className="block text-center font-mono text-sm">(00) {groupsOf(sscc, 3).join(" ")}</span>
    </span>
  );
}
