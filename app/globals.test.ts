import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Oklch = readonly [lightness: number, chroma: number, hue: number];
type Rgb = readonly [number, number, number];

const css = readFileSync("app/globals.css", "utf8");
const NUMBER = "([\\d.]+)";
const OKLCH = `oklch\\(${NUMBER} ${NUMBER} ${NUMBER}\\)`;
const TOKEN = new RegExp(`^  --([\\w-]+): light-dark\\(${OKLCH}, ${OKLCH}\\);`, "gm");

function tokens(theme: "light" | "dark"): ReadonlyMap<string, Oklch> {
  return new Map(
    [...css.matchAll(TOKEN)].map((match) => {
      const [l, c, h] = match.slice(theme === "light" ? 2 : 5).map(Number);
      return [match[1] ?? "", [l ?? Number.NaN, c ?? Number.NaN, h ?? Number.NaN]];
    }),
  );
}

/** Oklab → linear sRGB, with the matrices of CSS Color 4 §10.9 (unclipped). */
function linearRgb([lightness, chroma, hue]: Oklch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances. */
function contrast(one: Oklch, other: Oklch): number {
  const luminance = (color: Oklch) => {
    const [r, g, b] = linearRgb(color).map((part) => Math.min(1, Math.max(0, part))) as unknown as Rgb;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["paper", "card", "fill"];
const FILLS = ["ok-fill", "stop-fill", "check-fill", "cannot-fill"];
const each = (front: readonly string[], grounds: readonly string[]) =>
  front.flatMap((name) => grounds.map((ground) => [name, ground] as const));

const TEXT: readonly (readonly [string, string])[] = [
  ...each(["ink", "soft"], [...GROUNDS, ...FILLS]),
  ...each(["accent", "accent-strong"], GROUNDS),
  ...each(["ok-ink", "stop-ink", "check-ink", "cannot-ink"], ["paper", "card"]),
  ["ok-ink", "ok-fill"],
  ["stop-ink", "stop-fill"],
  ["check-ink", "check-fill"],
  ["cannot-ink", "cannot-fill"],
  ...each(["ink"], ["balance-mid", "balance-light", "balance-grey", "line"]),
  ["paper", "soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-accent", "stop"],
  ["on-accent", "stop-strong"],
];
const SHAPES: readonly (readonly [string, string])[] = [
  ...each(["edge", "accent", "ok", "stop", "check", "cannot"], [...GROUNDS, ...FILLS]),
];

describe.each(["light", "dark"] as const)("colour tokens, %s", (theme) => {
  const all = tokens(theme);
  const color = (name: string): Oklch => {
    const found = all.get(name);
    if (!found) throw new Error(`app/globals.css has no token --${name}`);
    return found;
  };

  it("are all inside sRGB, so that no screen has to guess a replacement", () => {
    const outside = [...all].filter(([, value]) =>
      linearRgb(value).some((part) => part < -0.002 || part > 1.002),
    );
    expect(outside).toEqual([]);
  });

  it.each(TEXT)("text %s on %s reads at 7:1", (front, ground) => {
    expect(contrast(color(front), color(ground))).toBeGreaterThanOrEqual(7);
  });

  it.each(SHAPES)("shape %s on %s stands out at 3:1", (front, ground) => {
    expect(contrast(color(front), color(ground))).toBeGreaterThanOrEqual(3);
  });
});
