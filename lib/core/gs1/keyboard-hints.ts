import { type Element, issue } from "./element";
import type { Issue } from "./issue";
import { carrierOf } from "./symbology";

/**
 * A scanner that types passes through Caps Lock and the keyboard layout. Both change data without breaking it, so they
 * are only hinted at here; the text is never changed. (With key events in hand, lib/scan undoes both.)
 */

/** What "]d2", "]C1", "]Q3" become with Caps Lock on. */
const FLIPPED_IDENTIFIER = /^\s*\](D2|c1|q3|j1)/;

/** What the US key "]" gives on German, French, Nordic … layouts, before an identifier. */
const SHIFTED_IDENTIFIER = /^\s*[+$*¨^åÅ)]([dD]2|[cC]1|[qQ]3)/;

const STAND_IN = 0x241d; // ␝, which some scanners send for the separator

const beyondAscii = (raw: string): number => {
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (code > 126 && code !== STAND_IN) return i;
  }
  return -1;
};

export function keyboardHints(
  raw: string,
  symbology: string | null,
  elements: readonly Element[],
): readonly Issue[] {
  const foreignAt = beyondAscii(raw);
  // An identifier that arrived as it should proves case and layout of its three characters.
  if (foreignAt < 0 && symbology !== null && carrierOf(symbology) !== undefined) return [];
  const hints: Issue[] = [];
  const flipped = FLIPPED_IDENTIFIER.test(raw) ? ([0, 3] as const) : lowerCaseOnly(symbology, elements);
  if (flipped) {
    const message = "Caps Lock seems to be on: check it and scan again.";
    hints.push(issue("CASE_SUSPECTED", "info", message, flipped[0], flipped[1]));
  }
  const foreign = SHIFTED_IDENTIFIER.test(raw) ? 0 : foreignAt;
  if (foreign >= 0) {
    const message = "The keyboard layout doesn't seem to fit the scanner: check it and scan again.";
    hints.push(issue("LAYOUT_SUSPECTED", "info", message, foreign, foreign + 1));
  }
  return hints;
}

/** Makers print capitals: letters that are all small, and no identifier to prove the case, point to Caps Lock. */
function lowerCaseOnly(
  symbology: string | null,
  elements: readonly Element[],
): readonly [from: number, to: number] | null {
  if (symbology !== null) return null;
  let small = 0;
  let range: readonly [number, number] | null = null;
  for (const { ai, value, from, to } of elements) {
    if (ai !== "10" && ai !== "21") continue;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code >= 65 && code <= 90) return null;
      if (code >= 97 && code <= 122) {
        small++;
        range ??= [from, to];
      }
    }
  }
  return small >= 3 ? range : null;
}
