/** Where labels come out. All measures in millimetres. */
export type LabelFormat = {
  readonly key: "roll" | "a4-24" | "a4-40";
  /** Named page of print.css. */
  readonly page: "label-roll" | "label-a4";
  readonly width: number;
  readonly height: number;
  /** Kept free at each edge: printers do not reach the edge of a sheet. */
  readonly padding: number;
  readonly columns: number;
  readonly rows: number;
};

/** Sheets without margins, whose labels fill A4 exactly: 3 × 70 mm and 4 × 52.5 mm are 210 mm. */
export const LABEL_FORMATS: readonly [LabelFormat, ...LabelFormat[]] = [
  { key: "roll", page: "label-roll", width: 50, height: 30, padding: 2, columns: 1, rows: 1 },
  { key: "a4-24", page: "label-a4", width: 70, height: 37, padding: 5, columns: 3, rows: 8 },
  { key: "a4-40", page: "label-a4", width: 52.5, height: 29.7, padding: 3.5, columns: 4, rows: 10 },
];

export const perPage = ({ columns, rows }: LabelFormat): number => columns * rows;

/** Labels page by page; a sheet that was begun starts further down, which null stands for. */
export function pagesOf<Label>(
  labels: readonly Label[],
  format: LabelFormat,
  startAt: number,
): readonly (readonly (Label | null)[])[] {
  const cells: readonly (Label | null)[] = [...Array.from({ length: startAt - 1 }, () => null), ...labels];
  const size = perPage(format);
  return Array.from({ length: Math.ceil(cells.length / size) }, (_, page) =>
    cells.slice(page * size, (page + 1) * size),
  );
}
