import { useTranslations } from "next-intl";

const lines = [
  { y: 62, mark: "PC", value: "09520101100016" },
  { y: 92, mark: "SN", value: "4KP7ZQ3M9T2H" },
  { y: 122, mark: "Lot", value: "TX24107" },
  { y: 152, mark: "EXP", value: "03/2028" },
] as const;

// The border pattern of every DataMatrix (solid left and bottom, dotted top and right) and a fixed filling.
const SIZE = 12;
const filled = (x: number, y: number) =>
  x === 0 || y === SIZE - 1 || (y === 0 && x % 2 === 0) || (x === SIZE - 1 && y % 2 === 1) || inside(x, y);
const inside = (x: number, y: number) =>
  x > 0 && y > 0 && x < SIZE - 1 && y < SIZE - 1 && (x * x * 3 + y * y * 5 + x * y * 7 + x) % 11 < 5;
const modules = Array.from({ length: SIZE * SIZE }, (_, i) => ({ x: i % SIZE, y: Math.floor(i / SIZE) }))
  .filter(({ x, y }) => filled(x, y))
  .map(({ x, y }) => `M${x} ${y}h1v1h-1z`)
  .join("");

/** Where on a pack the four things stand. Silent to a screen reader: each field's hint says the same in words. */
export function PackDrawing() {
  const t = useTranslations("scan");
  return (
    <svg aria-hidden viewBox="0 0 360 200" className="w-full max-w-90">
      <path d="M20 34 48 10h296v150l-24 26" fill="var(--fill)" stroke="var(--edge)" strokeLinejoin="round" />
      <path d="M320 34 344 10" stroke="var(--edge)" />
      <rect x="20" y="34" width="300" height="152" rx="3" fill="var(--card)" stroke="var(--edge)" />
      <rect x="36" y="58" width="104" height="104" fill="#fff" />
      <path d={modules} transform="translate(42 64) scale(7.67)" fill="#111" />
      {lines.map(({ y, mark, value }) => (
        <g key={mark} className="font-mono" fontSize="13">
          <text x="156" y={y + 8} fill="var(--soft)">
            {mark}
          </text>
          <text x="188" y={y + 8} fill="var(--ink)">
            {value}
          </text>
        </g>
      ))}
      <text x="306" y="178" textAnchor="end" fontSize="11" fill="var(--soft)">
        {t("type.example")}
      </text>
    </svg>
  );
}
