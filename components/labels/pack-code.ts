import { formatElementString } from "@/lib/core/gs1/element-string";
import { humanReadable } from "@/lib/core/gs1/human-readable";
import { GS } from "@/lib/scan/scan";

export type PackLabelFacts = {
  /** 14 digits. */
  readonly gtin: string;
  readonly serial: string;
  readonly batch: string;
  /** YYMMDD, day 00 allowed. */
  readonly expiryPrinted: string;
};

/** Product code, serial, expiry, batch: the serial stands before the fixed length, so one separator is enough. */
const elementsOf = ({ gtin, serial, batch, expiryPrinted }: PackLabelFacts) => [
  { ai: "01", value: gtin },
  { ai: "21", value: serial },
  { ai: "17", value: expiryPrinted },
  { ai: "10", value: batch },
];

/** What a scanner will deliver of this label: GS1 DataMatrix (AIM id ]d2), separators as U+001D. */
export const packCode = (facts: PackLabelFacts): string =>
  `]d2${formatElementString(elementsOf(facts), { fnc1: GS })}`;

/** The same for people, a part a line: "(01) 09520101100016". */
export const packLines = (facts: PackLabelFacts): readonly string[] => humanReadable(elementsOf(facts));

/** What a scanner will deliver of a case label: GS1-128 (AIM id ]C1). */
export const caseCode = (sscc: string): string => `]C100${sscc}`;
export const caseLine = (sscc: string): string => `(00) ${sscc}`;
