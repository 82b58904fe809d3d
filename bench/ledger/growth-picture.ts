import { writeFileSync } from "node:fs";

/** One curve: milliseconds of one request by size of the registry. */
export type Curve = {
  readonly name: string;
  readonly points: readonly { readonly packs: number; readonly ms: number }[];
};

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 500;
const TOP = 44;
const BOTTOM = 250;
/** Apart for those who see no colours too: each curve has a mark of its own. */
const INKS = ["#0b5fa5", "#b3541e", "#2f7d32"] as const;
const MARKS = ["●", "■", "▲"] as const;

/** Both axes logarithmic: what grows with the number of packs would climb a decade a decade. */
export function drawGrowth(file: string, curves: readonly Curve[], caption: string): void {
  const all = curves.flatMap(({ points }) => points);
  const [fewest, most] = [Math.min(...all.map((p) => p.packs)), Math.max(...all.map((p) => p.packs))];
  const [low, high] = [0.1, 10 ** Math.ceil(Math.log10(Math.max(...all.map((p) => p.ms), 10)))];
  const x = (packs: number) =>
    LEFT + ((RIGHT - LEFT) * Math.log10(packs / fewest)) / Math.max(Math.log10(most / fewest), 1e-9);
  const y = (ms: number) => BOTTOM - ((BOTTOM - TOP) * Math.log10(ms / low)) / Math.log10(high / low);
  const labels = labelHeights(curves.map(({ points }) => y(points.at(-1)?.ms ?? low)));
  const sizes = [...new Set(all.map(({ packs }) => packs))];
  const decades = Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, n) => low * 10 ** n);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${caption}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="14" fill="#1a1a1a">Processor time of one request, by packs in the registry</text>
${decades.map((ms) => `<path d="M${LEFT} ${y(ms).toFixed(1)}H${RIGHT}" stroke="#ddd"/><text x="${LEFT - 6}" y="${(y(ms) + 4).toFixed(1)}" text-anchor="end" fill="#444">${Number(ms.toPrecision(2))} ms</text>`).join("\n")}
${sizes.map((packs) => `<text x="${x(packs).toFixed(1)}" y="${BOTTOM + 18}" text-anchor="middle" fill="#444">${packs.toLocaleString("en")}</text>`).join("\n")}
${curves.map((curve, n) => drawn(curve, INKS[n % INKS.length] ?? "#000", MARKS[n % MARKS.length] ?? "●", labels[n] ?? TOP, x, y)).join("\n")}
<text x="${LEFT}" y="${HEIGHT - 10}" fill="#444">${caption}</text>
</svg>
`;
  writeFileSync(file, svg);
}

function drawn(
  { name, points }: Curve,
  ink: string,
  mark: string,
  label: number,
  x: (packs: number) => number,
  y: (ms: number) => number,
): string {
  const path = points
    .map(({ packs, ms }, n) => `${n === 0 ? "M" : "L"}${x(packs).toFixed(1)} ${y(ms).toFixed(1)}`)
    .join("");
  const last = points.at(-1);
  const words = last
    ? `<text x="${RIGHT + 12}" y="${(label + 4).toFixed(1)}" fill="${ink}">${mark} ${name} ${last.ms.toFixed(1)} ms</text>`
    : "";
  const marks = points.map(
    ({ packs, ms }) =>
      `<text x="${x(packs).toFixed(1)}" y="${(y(ms) + 5).toFixed(1)}" text-anchor="middle" font-size="14" fill="${ink}">${mark}</text>`,
  );
  return `<path d="${path}" fill="none" stroke="${ink}" stroke-width="2"/>${marks.join("")}${words}`;
}

/** Where the labels stand: beside the ends of their curves, but never one on the other. */
function labelHeights(ends: readonly number[]): readonly number[] {
  const heights = [...ends];
  const order = ends.map((_, n) => n).sort((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0));
  for (const [place, n] of order.entries()) {
    const above = order[place - 1];
    if (above !== undefined) heights[n] = Math.max(heights[n] ?? 0, (heights[above] ?? 0) + 16);
  }
  return heights;
}
