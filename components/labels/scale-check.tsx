import type { LabelFormat } from "./label-formats";
import { Ruler } from "./ruler";

export type ScaleWords = { readonly line: (length: number) => string; readonly wrong: string };

/** A page that costs no label: a line to measure, and on a sheet the edges where labels will fall. */
export function ScaleCheck({ format, words }: { readonly format: LabelFormat; readonly words: ScaleWords }) {
  const onRoll = format.rows === 1;
  const length = onRoll ? 40 : 50;
  const ruler = (
    <div
      className="text-[#000]"
      style={{ fontSize: onRoll ? "2.4mm" : "4mm", padding: onRoll ? "4mm" : "8mm" }}
    >
      <Ruler length={length} label={words.line(length)} />
      <p style={{ marginTop: "1mm" }}>{words.line(length)}</p>
      <p>{words.wrong}</p>
    </div>
  );
  const { columns, rows, width, height } = format;
  const cells = Array.from({ length: rows * columns }, (_, i) => ({
    x: (i % columns) * width,
    y: Math.floor(i / columns) * height,
  }));
  return (
    <div className="print-page relative" data-page={format.page}>
      {!onRoll && (
        <svg
          aria-hidden
          viewBox="0 0 210 297"
          className="absolute inset-0"
          style={{ width: "210mm", height: "297mm" }}
        >
          {cells.map(({ x, y }) => (
            <rect
              key={`${x} ${y}`}
              x={x}
              y={y}
              width={width}
              height={height}
              fill="none"
              stroke="#999"
              strokeWidth="0.2"
            />
          ))}
        </svg>
      )}
      {ruler}
    </div>
  );
}
