import { type AiEntry, type AiPattern, entryOf, matches, nameOfAi } from "./dictionary";
import { type Element, issue } from "./element";
import type { Issue } from "./issue";

/**
 * Rules between the elements of one code (GS1 General Specifications, section 4.14): what excludes each other, what
 * needs company, what may repeat only with the same value.
 * @param partial the code is one of several on the thing, so what is missing may stand in another
 */
export function checkAssociations(elements: readonly Element[], issues: Issue[], partial = false): void {
  // One element an AI: at most as many as there are AIs, so the checks below stay linear for any input.
  const distinct: Element[] = [];
  for (const element of elements) {
    const before = withAi(element.ai, distinct);
    if (before === undefined) distinct.push(element);
    else if (before.value !== element.value) issues.push(repeatedDifferent(element));
  }
  for (const element of distinct) {
    const entry = entryOf(element.ai);
    if (entry === undefined) continue;
    if (entry.excludes.length > 0) checkExclusions(element, entry, distinct, issues);
    if (!partial) checkRequirements(element, entry, distinct, issues);
    if (element.ai === "8030") checkSignedKey(element, distinct, issues);
  }
}

function withAi(ai: string, elements: readonly Element[]): Element | undefined {
  for (const element of elements) if (element.ai === ai) return element;
  return undefined;
}

const repeatedDifferent = ({ ai, from, to }: Element): Issue =>
  issue(
    "AI_REPEATED_DIFFERENT",
    "error",
    `The ${nameOfAi(ai)} stands twice with different values.`,
    from,
    to,
  );

function checkExclusions(
  element: Element,
  { excludes }: AiEntry,
  elements: readonly Element[],
  issues: Issue[],
): void {
  for (const other of elements) {
    if (other.ai === element.ai || !excludes.some((pattern) => matches(pattern, other.ai))) continue;
    const message = `The ${nameOfAi(element.ai)} may not stand together with the ${nameOfAi(other.ai)}.`;
    issues.push(issue("AI_CONFLICT", "error", message, other.from, other.to));
  }
}

const isPresent = (pattern: AiPattern, elements: readonly Element[]): boolean => {
  for (const element of elements) if (matches(pattern, element.ai)) return true;
  return false;
};

function checkRequirements(
  element: Element,
  { requires }: AiEntry,
  elements: readonly Element[],
  issues: Issue[],
): void {
  for (const alternatives of requires) {
    if (alternatives.some((group) => group.every((pattern) => isPresent(pattern, elements)))) continue;
    const wanted = alternatives
      .map((group) => group.map((pattern) => pattern.text).join(" with "))
      .join(" or ");
    const message = `The ${nameOfAi(element.ai)} may only stand together with AI ${wanted}, which is missing.`;
    issues.push(issue("AI_REQUIRED_MISSING", "error", message, element.from, element.to));
  }
}

/** A digital signature must sign one thing, not a class: these keys then need their optional serial part. */
const UNSERIALISED_LENGTH: ReadonlyMap<string, number> = new Map([
  ["253", 13],
  ["255", 13],
  ["8003", 14],
]);

function checkSignedKey(signature: Element, elements: readonly Element[], issues: Issue[]): void {
  for (const key of elements) {
    if (key.value.length !== UNSERIALISED_LENGTH.get(key.ai)) continue;
    const message = `A signature (8030) needs the serial part of the ${nameOfAi(key.ai)}.`;
    issues.push(issue("DIGSIG_UNSERIALISED", "error", message, signature.from, signature.to));
  }
}
