import { nameOfAi } from "./dictionary";
import { type Element, issue } from "./element";
import type { Issue, IssueCode, Severity } from "./issue";
import { lintYymmd0 } from "./lint-dates";

/**
 * What a full code on a medicine pack holds: product code, serial, batch, expiry (Delegated Regulation (EU) 2016/161
 * Article 5; DSCSA section 582(a)(9)). Nothing in GS1 syntax tells a code whose separator got lost from a sound one:
 * the batch simply goes on with what was the serial. Only the profile does.
 */

const PROFILE = ["10", "17", "21"] as const;
type ProfileAi = (typeof PROFILE)[number];

/** The longest batch or serial. */
const LONGEST = 20;
const DATE_LENGTH = 6;

const isProfileAi = (ai: string): ai is ProfileAi => ai === "10" || ai === "17" || ai === "21";

/** What `value[at..]` holds when read as elements of which none is present in the code yet; null when it isn't that. */
function swallowedAt(value: string, at: number, missing: readonly ProfileAi[]): ProfileAi[] | null {
  const ai = value.slice(at, at + 2);
  if (!isProfileAi(ai) || !missing.includes(ai)) return null;
  const start = at + 2;
  if (ai !== "17") return value.length > start && value.length - start <= LONGEST ? [ai] : null;
  const next = start + DATE_LENGTH;
  if (next > value.length || lintYymmd0(value, start, next)) return null;
  if (next === value.length) return [ai];
  const rest = swallowedAt(
    value,
    next,
    missing.filter((other) => other !== ai),
  );
  return rest && [ai, ...rest];
}

/**
 * Reports an element that seems to have swallowed its successors because a separator got lost; null when none has.
 * Nothing is ever split: where the value ends is a guess, and a wrong serial is worse than none.
 */
export function findLostSeparator(elements: readonly Element[]): Issue | null {
  const missing = PROFILE.filter((ai) => !elements.some((element) => element.ai === ai));
  if (missing.length === 0) return null;
  for (const element of elements) {
    // Fixed lengths end by themselves; only what may be up to 20 or more characters swallows its neighbour.
    if (element.ai !== "10" && element.ai !== "21" && !element.ai.startsWith("71")) continue;
    const { value } = element;
    const earliest = Math.max(1, value.length - LONGEST - DATE_LENGTH - 4);
    for (let at = earliest; at < value.length - 2; at++) {
      const swallowed = swallowedAt(value, at, missing);
      if (swallowed === null || !isTelling(swallowed, missing)) continue;
      return lost(element, at, swallowed);
    }
  }
  return null;
}

/**
 * "10" alone inside a serial says nothing in a code without batch and expiry: many short codes have neither. Beside a
 * present expiry the missing batch makes it likely.
 */
const isTelling = (swallowed: readonly ProfileAi[], missing: readonly ProfileAi[]): boolean =>
  swallowed.some((ai) => ai !== "10") || !missing.includes("17");

/**
 * A swallowed date is certain, and a swallowed serial leaves nothing to identify: errors. "10" also stands by chance in
 * one of ten numeric serials, so a batch is only likely: a warning, and the register's answer decides.
 */
function lost(element: Element, at: number, swallowed: readonly ProfileAi[]): Issue {
  const inside = swallowed.map(nameOfAi).join(" and the ");
  return issue(
    "SEPARATOR_LOST",
    swallowed.some((ai) => ai !== "10") ? "error" : "warn",
    `The ${nameOfAi(element.ai)} seems to hold the ${inside} too: the scanner probably lost a separator.`,
    element.from + at,
    element.to,
  );
}

const GAPS = [
  ["01", "GTIN_MISSING", "product code"],
  ["21", "SERIAL_MISSING", "serial number"],
  ["10", "BATCH_MISSING", "batch"],
  ["17", "EXPIRY_MISSING", "expiry date"],
] as const satisfies readonly (readonly [ai: string, code: IssueCode, name: string])[];

function gaps(elements: readonly Element[], at: number, severity: Severity): readonly Issue[] {
  const issues: Issue[] = [];
  for (const [ai, code, name] of GAPS) {
    if (elements.some((element) => element.ai === ai)) continue;
    issues.push(issue(code, severity, `The code has no ${name}.`, at, at));
  }
  return issues;
}

/** Warnings for a code with GTIN and serial that lacks batch or expiry: the register still knows the pack. */
export const checkCompleteness = (elements: readonly Element[], at: number): readonly Issue[] =>
  gaps(elements, at, "warn");

/** Errors for a code that doesn't hold all four elements a medicine pack must carry. */
export const checkProfile = (elements: readonly Element[], at: number): readonly Issue[] =>
  gaps(elements, at, "error");
