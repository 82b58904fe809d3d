import { type Code, type CodeOptions, type Form, readCode } from "./code";
import { formatDigitalLink } from "./digital-link";
import { hasError, type Issue } from "./issue";
import { checkProfile, findLostSeparator } from "./pack-profile";

export type ParseOptions = CodeOptions & {
  /** Where the Digital Link of the answer lives; by default https://id.gs1.org. */
  readonly origin?: string;
  /** "medicine": the code must hold the four elements of a medicine pack, none of them swallowed by another. */
  readonly profile?: "medicine";
};

export type ParseResult =
  | {
      readonly ok: true;
      readonly kind: "element-string" | "digital-link" | "plain";
      readonly symbology: string | null;
      /** AI and value, in the order of the code. Empty for plain data. */
      readonly elements: readonly (readonly [ai: string, value: string])[];
      /** The same elements as Digital Link, or null when they name no primary key or can't all stand in a link. */
      readonly digitalLink: string | null;
      /** Warnings and notes. */
      readonly issues: readonly Issue[];
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

const KINDS: Readonly<Record<Form, "element-string" | "digital-link" | "plain">> = {
  "element-string": "element-string",
  bracketed: "element-string",
  "digital-link": "digital-link",
  digits: "plain",
  envelope: "plain",
  plain: "plain",
};

/**
 * Parses GS1 data by the letter of the standards, for tools and tests: scanner data, element strings after "^" or
 * U+001D, bracketed, Digital Link, EAN/UPC/ITF digits; other text is plain data. Scanning screens use readScan, which
 * also says what the code is about. Linear in the length, never throws.
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const code = readCode(text, options);
  const issues = [...code.issues];
  if (!hasError(issues)) issues.push(...profileIssues(code, text.length, options.profile));
  if (hasError(issues)) return { ok: false, issues };
  const { form, symbology, elements } = code;
  return {
    ok: true,
    kind: KINDS[form],
    symbology,
    elements: elements.map(({ ai, value }) => [ai, value] as const),
    digitalLink: formatDigitalLink(options.origin ?? "https://id.gs1.org", elements),
    issues,
  };
}

/** By the letter an element that swallowed its neighbour is sound, so it is a warning; on a medicine pack an error. */
function profileIssues({ form, elements }: Code, end: number, profile: "medicine" | undefined): Issue[] {
  const lost = form === "element-string" ? findLostSeparator(elements) : null;
  const gaps = profile ? checkProfile(elements, end) : [];
  return [
    ...(lost ? [{ ...lost, severity: profile ? ("error" as const) : ("warn" as const) }] : []),
    ...gaps,
  ];
}
