import { cellPath, layoutOf, type PackCell } from "./pack-grid-layout";

type PackGridProps = {
  /** One entry a pack, case after case. */
  readonly cells: readonly PackCell[];
  /** The state in words; the picture is nothing else to a screen reader: "142 of 144 received". */
  readonly label: string;
  /** Packs a case: one row of the picture is one case. */
  readonly perCase?: number;
};

const LOOK: Record<PackCell, { readonly fill: string; readonly stroke: string }> = {
  done: { fill: "var(--ok)", stroke: "var(--ok)" },
  waiting: { fill: "var(--card)", stroke: "var(--edge)" },
  caution: { fill: "var(--check)", stroke: "var(--check)" },
  stopped: { fill: "var(--stop)", stroke: "var(--stop)" },
};

const CELLS = Object.keys(LOOK) as readonly PackCell[];

/**
 * Every pack a mark: filled when done, open while missing, a triangle or a diamond when something is the
 * matter, so that it reads in grey too. Blocks of cases wrap on a narrow screen.
 */
export function PackGrid({ cells, label, perCase = 24 }: PackGridProps) {
  const layout = layoutOf(cells, perCase);
  return (
    <div role="img" aria-label={label} className="flex flex-wrap gap-4" data-print="exact">
      {layout.blocks.map((block) => (
        <svg
          key={block.first}
          aria-hidden
          width={block.width}
          height={block.height}
          viewBox={`-0.5 -0.5 ${block.width} ${block.height}`}
          className="h-auto max-w-full"
        >
          {CELLS.map((cell) => {
            const d = block.marks
              .filter((mark) => mark.cell === cell)
              .map((mark) => cellPath(cell, mark.x, mark.y, layout.size))
              .join("");
            return d === "" ? null : (
              <path
                key={cell}
                d={d}
                fill={LOOK[cell].fill}
                stroke={LOOK[cell].stroke}
                strokeLinejoin="round"
              />
            );
          })}
        </svg>
      ))}
    </div>
  );
}
