import { decimalOfNumber } from "@/lib/core/canonical/decimal";
import { ExactNumber } from "@/lib/core/canonical/exact-number";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
import { expandCurie, type Prefixes } from "@/lib/core/epcis/prefixes";
import { normaliseNumericText } from "./numbers";
import { normaliseTime } from "./time";

/** How the value of a field is written into the pre-hash string. */
export type ValueKind =
  /** Identifier, number, CURIE or plain text, told apart by its form. */
  | "plain"
  | "time"
  | "verbatim"
  /** A bare word of a vocabulary stands for the URI that begins so. */
  | { readonly bareWord: string };

const CBV = "https://ref.gs1.org/cbv/";
export const BIZ_STEP: ValueKind = { bareWord: `${CBV}BizStep-` };
export const DISPOSITION: ValueKind = { bareWord: `${CBV}Disp-` };
export const BIZ_TRANSACTION_TYPE: ValueKind = { bareWord: `${CBV}BTT-` };
export const SOURCE_DESTINATION_TYPE: ValueKind = { bareWord: `${CBV}SDT-` };
export const COMPONENT: ValueKind = { bareWord: `${CBV}Comp-` };
/** Measurement types and sensor exceptions are of the GS1 Web Vocabulary. */
export const GS1_TERM: ValueKind = { bareWord: "https://gs1.org/voc/" };

/** Canonical text of a leaf; null for what has no text (null, an object, a list). */
export function leafText(value: unknown, kind: ValueKind, prefixes: Prefixes): string | null {
  if (typeof value === "string") return textOf(value.trim(), kind, prefixes);
  if (typeof value === "number") return decimalOfNumber(value);
  if (typeof value === "boolean") return String(value);
  return value instanceof ExactNumber ? value.decimal : null;
}

function textOf(text: string, kind: ValueKind, prefixes: Prefixes): string {
  if (kind === "verbatim") return text;
  if (kind === "time") return normaliseTime(text);
  if (!text.includes(":")) return kind === "plain" ? normaliseNumericText(text) : kind.bareWord + text;
  if (text.startsWith("urn:epcglobal:cbv:")) return webVocabulary(text);
  return normaliseIdentifier(expandCurie(text, prefixes));
}

const OLD_VOCABULARIES: readonly (readonly [string, string])[] = [
  ["urn:epcglobal:cbv:bizstep:", `${CBV}BizStep-`],
  ["urn:epcglobal:cbv:disp:", `${CBV}Disp-`],
  ["urn:epcglobal:cbv:btt:", `${CBV}BTT-`],
  ["urn:epcglobal:cbv:sdt:", `${CBV}SDT-`],
  ["urn:epcglobal:cbv:er:", `${CBV}ER-`],
];

/** Vocabulary words of CBV 1 as the URIs of CBV 2; business transaction ids (…:bt:…) stay. */
function webVocabulary(text: string): string {
  for (const [old, current] of OLD_VOCABULARIES)
    if (text.startsWith(old)) return current + text.slice(old.length);
  return text;
}
