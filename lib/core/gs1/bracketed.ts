import { entryOf } from "./dictionary";
import { checkValue, type Element, issue } from "./element";
import type { Parsed } from "./element-string";
import type { Issue } from "./issue";

/**
 * Bracketed element strings, "(01)09506000134352(21)A1": how tools and people write GS1 codes down. A bracket inside
 * a value is written "\(".
 */

const BACKSLASH = 92;
const OPEN = 40;

export const looksBracketed = (text: string, from: number): boolean => text.charCodeAt(from) === OPEN;

/** Reads text[from, to). Linear in the length, never throws. */
export function parseBracketed(text: string, from: number, to: number): Parsed {
  const elements: Element[] = [];
  const issues: Issue[] = [];
  const malformed = (at: number): Parsed => {
    const message =
      "Every part must read like (01)09506000134352: the identifier in brackets, then the value.";
    return { elements, issues: [...issues, issue("BRACKETS_MALFORMED", "error", message, at, to)] };
  };
  let at = from;
  while (at < to) {
    if (text.charCodeAt(at) !== OPEN) return malformed(at);
    const close = text.indexOf(")", at);
    // An AI has four digits at most: no need to look for the bracket any further.
    if (close === -1 || close > at + 5 || close >= to) return malformed(at);
    const ai = text.slice(at + 1, close);
    const entry = entryOf(ai);
    if (entry === undefined) {
      if (!/^\d{2,4}$/.test(ai)) return malformed(at);
      issues.push(issue("AI_UNKNOWN", "error", `There is no application identifier ${ai}.`, at, close + 1));
    }
    const start = close + 1;
    let end = start;
    while (end < to && text.charCodeAt(end) !== OPEN) {
      end += text.charCodeAt(end) === BACKSLASH && text.charCodeAt(end + 1) === OPEN ? 2 : 1;
    }
    const written = text.slice(start, end);
    const value = written.includes("\\(") ? written.replaceAll("\\(", "(") : written;
    const wrong = entry && checkValue(entry, value, 0, value.length);
    if (wrong) {
      const direct = value.length === written.length;
      const whole = { ...wrong, from: start, to: end };
      issues.push(direct ? { ...wrong, from: start + wrong.from, to: start + wrong.to } : whole);
    }
    elements.push({ ai, value, from: start, to: end });
    at = end;
  }
  return { elements, issues };
}
