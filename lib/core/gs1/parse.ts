import { type CodeOptions, type Form, readCode } from "./code";
import { formatDigitalLink } from "./digital-link";
import { hasError, type Issue } from "./issue";
import { findLostSeparator } from "./pack-profile";

export type ParseOptions = CodeOptions & {
  /** Where the Digital Link of the answer lives; by default https://id.gs1.org. */
  readonly origin?: string;
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
 * Parses GS1 data by the letter of the standards, for tools and tests: scanner data, "^"-form, bracketed, Digital
 * Link, EAN/UPC/ITF digits. Scanning screens use readScan, which also says what the code is about.
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const { form, symbology, elements, issues } = readCode(text, options);
  if (hasError(issues)) return { ok: false, issues };
  const lost = form === "element-string" ? findLostSeparator(elements) : null;
  return {
    ok: true,
    kind: KINDS[form],
    symbology,
    elements: elements.map(({ ai, value }) => [ai, value] as const),
    digitalLink: formatDigitalLink(options.origin ?? "https://id.gs1.org", elements),
    // By the letter such a code is sound; only a medicine pack's profile makes it an error (readScan).
    issues: lost ? [...issues, { ...lost, severity: "warn" }] : issues,
  };
}
