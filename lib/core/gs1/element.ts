import { type AiEntry, type Component, nameOfAi } from "./dictionary";
import { type Fault, faultPredicate } from "./fault";
import type { Issue, IssueCode, Severity } from "./issue";

/** One element string: an AI and its value as the standards read it (unescaped, percent-decoded). */
export type Element = {
  readonly ai: string;
  readonly value: string;
  /** Half-open range of the value in the raw input. */
  readonly from: number;
  readonly to: number;
};

export const issue = (
  code: IssueCode,
  severity: Severity,
  message: string,
  from: number,
  to: number,
): Issue => ({ code, severity, message, from, to });

const sentence = (ai: string, rest: string): string => `The ${nameOfAi(ai)} ${rest}`;

function checkComponent(part: Component, text: string, from: number, to: number): Fault | null {
  const wrong = part.charset(text, from, to);
  if (wrong) return wrong;
  for (const linter of part.linters) {
    const found = linter(text, from, to);
    if (found) return found;
  }
  return null;
}

/**
 * Checks the value text[from, to) against its entry, component by component; null when all is well. The positions of
 * the issue are those of `text`.
 */
export function checkValue(entry: AiEntry, text: string, from: number, to: number): Issue | null {
  const length = to - from;
  if (length === 0) return issue("VALUE_EMPTY", "error", sentence(entry.ai, "is empty."), from, to);
  if (length < entry.min) return tooShort(entry, from, to);
  if (length > entry.max) {
    const limit = entry.min === entry.max ? `${entry.max}` : `at most ${entry.max}`;
    const message = sentence(entry.ai, `has ${length} characters; it may have ${limit}.`);
    return issue("VALUE_TOO_LONG", "error", message, from + entry.max, to);
  }
  let at = from;
  for (const part of entry.components) {
    if (at === to && part.optional) break;
    const end = Math.min(at + part.max, to);
    if (end - at < part.min) return tooShort(entry, from, to);
    const found = checkComponent(part, text, at, end);
    if (found) {
      return issue(found.code, "error", sentence(entry.ai, faultPredicate(found.code)), found.from, found.to);
    }
    at = end;
  }
  return null;
}

function tooShort(entry: AiEntry, from: number, to: number): Issue {
  const needs = entry.min === entry.max ? `needs ${entry.min}` : `needs at least ${entry.min}`;
  const message = sentence(entry.ai, `has ${to - from} characters and ${needs}.`);
  return issue("VALUE_TOO_SHORT", "error", message, from, to);
}
