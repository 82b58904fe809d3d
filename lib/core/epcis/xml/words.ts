import { COMPONENTS, MEASUREMENT_TYPES, SENSOR_ALERTS } from "@/lib/core/epcis/validation/measurement-types";
import {
  BIZ_STEPS,
  BIZ_TRANSACTION_TYPES,
  DISPOSITIONS,
  ERROR_REASONS,
  SOURCE_DESTINATION_TYPES,
} from "@/lib/core/epcis/vocabulary";
import { CBV, GS1_VOCABULARY } from "./namespaces";

/** How XML spells the words of the standard's lists: as URNs of CBV 1 or as the URIs of CBV 2.0. */
export type WordForm = "urn" | "web-uri";

/** A list of bare words of EPCIS JSON, and how they stand in XML, where every word is a URI. */
export type Vocabulary = {
  readonly words: ReadonlySet<string>;
  /** The bare word of each spelling. */
  readonly spellings: ReadonlyMap<string, string>;
  readonly spelt:
    | { readonly as: "uri"; readonly start: Readonly<Record<WordForm, string>> }
    /** What is new in 2.0 has no URN; the standard's XML examples have CURIEs ("gs1:Temperature"). */
    | {
        readonly as: "curie";
        readonly prefix: string;
        readonly namespace: string;
        readonly start: string;
      };
};

const vocabulary = (
  words: readonly string[],
  spelt: Vocabulary["spelt"],
  starts: readonly string[],
): Vocabulary => ({
  words: new Set(words),
  spellings: new Map(
    words.flatMap((word) => [word, ...starts.map((start) => start + word)].map((text) => [text, word])),
  ),
  spelt,
});

const cbv = (words: readonly string[], urn: string, web: string): Vocabulary => {
  const start = { urn: `urn:epcglobal:cbv:${urn}:`, "web-uri": `${CBV}${web}-` };
  return vocabulary(words, { as: "uri", start }, [start.urn, start["web-uri"]]);
};

const gs1 = (words: readonly string[]): Vocabulary =>
  vocabulary(words, { as: "curie", prefix: "gs1", namespace: GS1_VOCABULARY, start: "" }, [
    GS1_VOCABULARY,
    "https://www.gs1.org/voc/",
    "http://gs1.org/voc/",
    "http://www.gs1.org/voc/",
  ]);

export const BIZ_STEP = cbv(BIZ_STEPS, "bizstep", "BizStep");
export const DISPOSITION = cbv(DISPOSITIONS, "disp", "Disp");
export const BIZ_TRANSACTION_TYPE = cbv(BIZ_TRANSACTION_TYPES, "btt", "BTT");
export const SOURCE_DESTINATION_TYPE = cbv(SOURCE_DESTINATION_TYPES, "sdt", "SDT");
export const ERROR_REASON = cbv(ERROR_REASONS, "er", "ER");
export const MEASUREMENT_TYPE = gs1(MEASUREMENT_TYPES);
export const SENSOR_ALERT = gs1(SENSOR_ALERTS);
export const COMPONENT = vocabulary(
  COMPONENTS,
  { as: "curie", prefix: "cbv", namespace: CBV, start: "Comp-" },
  [`${CBV}Comp-`],
);
