/** A line of known length with a mark each 10 mm, drawn in millimetres. */
export function Ruler({ length, label }: { readonly length: number; readonly label: string }) {
  const marks = Array.from({ length: length / 10 + 1 }, (_, i) => i * 10);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-0.2 0 ${length + 0.4} 5`}
      className="block"
      style={{ width: `${length + 0.4}mm`, height: "5mm" }}
      stroke="currentColor"
      strokeWidth="0.3"
    >
      <path
        d={`M0 4H${length}${marks.map((at) => `M${at} ${at === 0 || at === length ? 0.5 : 2.5}V4`).join("")}`}
        fill="none"
      />
    </svg>
  );
}
