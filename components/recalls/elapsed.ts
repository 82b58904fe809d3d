export type Elapsed = { readonly unit: "ms" | "s" | "min" | "h" | "d"; readonly value: number };

/** Milliseconds as a person says them: 0.8 s, 41 min, 5 h, 3 days. Below ten seconds with a tenth. */
export function elapsedOf(ms: number): Elapsed {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return { unit: "ms", value: Math.round(seconds * 10) / 10 };
  if (seconds < 120) return { unit: "s", value: Math.floor(seconds) };
  if (seconds < 7200) return { unit: "min", value: Math.floor(seconds / 60) };
  if (seconds < 172_800) return { unit: "h", value: Math.floor(seconds / 3600) };
  return { unit: "d", value: Math.floor(seconds / 86_400) };
}

const two = (value: number): string => String(value).padStart(2, "0");

/** A running clock, 00:41:12; null after a day, when nobody counts seconds any more. */
export function clockOf(ms: number): string | null {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  if (seconds >= 86_400) return null;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
