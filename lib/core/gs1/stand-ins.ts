import { issue } from "./element";
import { GS, type Parsed } from "./element-string";

/**
 * Scanners that type can't type a group separator, and are set to type something visible instead. None of these but
 * "<GS>" could be part of a GS1 value, and they count only when no real separator is there.
 */
const STAND_INS: readonly string[] = ["{GS}", "<GS>", "[GS]", "␝", "|", "~", "^"];

const standInAt = (text: string, at: number): string | undefined =>
  STAND_INS.find((standIn) => text.startsWith(standIn, at));

const GS_CODE = GS.charCodeAt(0);

/** Parses text[from, to) with stand-ins read as separators; positions in the result are those of `text`. */
export function withoutStandIns(
  text: string,
  from: number,
  to: number,
  parse: (text: string, from: number, to: number) => Parsed,
): Parsed {
  if (!mayHold(text, from, to)) return parse(text, from, to);
  let clean = "";
  /** Raw position of each character of `clean`, and of its end. */
  const positions: number[] = [];
  let first = -1;
  for (let i = from; i < to; ) {
    const standIn = standInAt(text, i);
    if (standIn !== undefined && first < 0) first = i;
    positions.push(i);
    clean += standIn === undefined ? text.charAt(i) : GS;
    i += standIn === undefined ? 1 : standIn.length;
  }
  if (first < 0) return parse(text, from, to);
  positions.push(to);
  const place = <Ranged extends { readonly from: number; readonly to: number }>(item: Ranged): Ranged => ({
    ...item,
    from: positions[item.from] ?? to,
    to: positions[item.to] ?? to,
  });
  const parsed = parse(clean, 0, clean.length);
  const shown = text.slice(first, positions[positions.indexOf(first) + 1]);
  const note = issue(
    "SEPARATOR_STAND_IN",
    "info",
    `“${shown}” was read as the separator between two parts.`,
    first,
    first + shown.length,
  );
  return { elements: parsed.elements.map(place), issues: [...parsed.issues.map(place), note] };
}

const BEYOND_ASCII = 0x241d; // ␝
const starts = new Uint8Array(128);
for (const standIn of STAND_INS) {
  const code = standIn.charCodeAt(0);
  if (code < 128) starts[code] = 1;
}

/** A quick look first: nearly every code has a real separator or no stand-in. */
function mayHold(text: string, from: number, to: number): boolean {
  let found = false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === GS_CODE) return false;
    if (starts[code] === 1 || code === BEYOND_ASCII) found = true;
  }
  return found;
}
