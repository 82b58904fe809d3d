import { entryAt, entryOf, nameOfAi } from "./dictionary";
import { checkValue, type Element, issue } from "./element";
import type { Issue } from "./issue";

/** The separator as scanners transmit it: FNC1 inside a symbol reads as ASCII 29, group separator. */
export const GS = "\u001d";

export type Parsed = { readonly elements: readonly Element[]; readonly issues: readonly Issue[] };

/**
 * Splits text[from, to) into element strings (GS1 General Specifications, section 7.8): an AI of the
 * predefined-length table ends by its length, every other at the next separator. A separator after a predefined
 * length and one at the end are tolerated; the order is free. Each value is checked by its own rules; rules between
 * elements are in associations.ts. Linear in the length, never throws.
 * @param separator char code of the separator
 */
export function parseElementString(text: string, from: number, to: number, separator: number): Parsed {
  const elements: Element[] = [];
  const issues: Issue[] = [];
  let at = from;
  while (at < to) {
    const entry = entryAt(text, at, to);
    if (entry === undefined) {
      const shown = text.slice(at, Math.min(at + 4, to));
      const message = `No application identifier starts with “${shown}”, so the rest can't be read.`;
      issues.push(issue("AI_UNKNOWN", "error", message, at, to));
      return { elements, issues };
    }
    const start = at + entry.ai.length;
    const limit = entry.predefined > 0 && start + entry.predefined < to ? start + entry.predefined : to;
    let end = start;
    while (end < limit && text.charCodeAt(end) !== separator) end++;
    const wrong = checkValue(entry, text, start, end);
    if (wrong) issues.push(wrong);
    elements.push({ ai: entry.ai, value: text.slice(start, end), from: start, to: end });
    at = end;
    if (at < to && text.charCodeAt(at) === separator) {
      if (at + 1 === to) {
        issues.push(issue("SEPARATOR_TRAILING", "info", "A separator at the end was ignored.", at, to));
      } else if (entry.predefined > 0) {
        const message = `The separator after the ${nameOfAi(entry.ai)} isn't needed and was ignored.`;
        issues.push(issue("SEPARATOR_SUPERFLUOUS", "info", message, at, at + 1));
      }
      at++;
    }
  }
  return { elements, issues };
}

type AiAndValue = { readonly ai: string; readonly value: string };

/**
 * The message of a symbol for these elements, in their order, with a separator only where one is needed: after an AI
 * outside the predefined-length table that isn't the last. Without the FNC1 of the first position.
 * @param options.fnc1 what stands for the separator: U+001D for scanner data, "^FNC1" for bwip-js …
 */
export function formatElementString(
  elements: readonly AiAndValue[],
  options: { readonly fnc1: string },
): string {
  let message = "";
  let open = false;
  for (const { ai, value } of elements) {
    if (open) message += options.fnc1;
    message += ai + value;
    open = !(entryOf(ai)?.predefined ?? 0);
  }
  return message;
}
