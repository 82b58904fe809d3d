/** How one pack stands: counted in, still missing, needs a decision, must not move. */
export type PackCell = "done" | "waiting" | "caution" | "stopped";

type Mark = { readonly cell: PackCell; readonly x: number; readonly y: number };
type Block = {
  readonly first: number;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
};
export type PackGridLayout = { readonly size: number; readonly blocks: readonly Block[] };

/** Marks in px: one case fills the width of a station, a delivery fits beside its list, a batch still shows each pack. */
function scaleOf(total: number): { size: number; gap: number; casesPerBlock: number } {
  if (total <= 48) return { size: 30, gap: 8, casesPerBlock: 4 };
  if (total <= 360) return { size: 15, gap: 5, casesPerBlock: 15 };
  return { size: 6, gap: 3, casesPerBlock: 30 };
}

/** Places every pack: a row a case (half a case when there are only one or two), cases downwards, then a new block. */
export function layoutOf(cells: readonly PackCell[], perCase: number): PackGridLayout {
  const { size, gap, casesPerBlock } = scaleOf(cells.length);
  const columns = cells.length <= 48 ? Math.max(1, Math.ceil(perCase / 2)) : Math.max(1, perCase);
  const perBlock = columns * casesPerBlock;
  const pitch = size + gap;
  const blocks: Block[] = [];
  for (let first = 0; first < cells.length; first += perBlock) {
    const marks = cells.slice(first, first + perBlock).map((cell, index) => ({
      cell,
      x: (index % columns) * pitch,
      y: Math.floor(index / columns) * pitch,
    }));
    const rows = Math.ceil(marks.length / columns);
    blocks.push({ first, marks, width: columns * pitch - gap + 1, height: rows * pitch - gap + 1 });
  }
  return { size, blocks };
}

/** One mark as SVG path data: a square, a triangle for caution, a diamond for stopped. */
export function cellPath(cell: PackCell, x: number, y: number, size: number): string {
  const half = size / 2;
  if (cell === "caution") return `M${x + half} ${y}l${half} ${size}h${-size}z`;
  if (cell === "stopped") return `M${x + half} ${y}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`;
  const corner = size >= 15 ? 3 : 1;
  const side = size - 2 * corner;
  const turn = (dx: number, dy: number) => `a${corner} ${corner} 0 0 1 ${dx * corner} ${dy * corner}`;
  return `M${x + corner} ${y}h${side}${turn(1, 1)}v${side}${turn(-1, 1)}h${-side}${turn(-1, -1)}v${-side}${turn(1, -1)}z`;
}
