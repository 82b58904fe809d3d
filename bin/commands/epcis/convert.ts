import { jsonText } from "@/lib/core/canonical/json-text";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { knownPrefixes } from "@/lib/core/epcis/identifiers/company-prefixes";
import { translateIdentifiers } from "@/lib/core/epcis/identifiers/translate";
import { writeXml } from "@/lib/core/epcis/xml/write-document";
import { ok, type Result } from "@/lib/core/refusal";
import type { Io } from "../verify";
import { readSource } from "./source";

export const FORMS = ["json", "xml", "xml-1.2"] as const;
export type Form = (typeof FORMS)[number];

export type Conversion = {
  readonly to: Form;
  /** Absent: identifiers stay as they are. */
  readonly identifiers?: "digital-link" | "urn";
  /** Company prefixes that the document's identifiers begin with. */
  readonly prefixes: readonly string[];
};

/** `packproof epcis convert`: true when the whole document could be said in the wanted form. */
export async function convertFile(
  file: string,
  { to, identifiers, prefixes }: Conversion,
  io: Io,
): Promise<boolean> {
  const source = await readSource(file, io);
  if (!source.ok) {
    io.err(`${file}: ${source.error}`);
    return false;
  }
  let { document } = source;
  if (identifiers) {
    const translation = translateIdentifiers(document, identifiers, knownPrefixes(prefixes));
    for (const { path, value, refusal } of translation.untranslated)
      io.err(`${file}: ${path} stays ${value}. ${refusal.message}`);
    document = translation.document;
  }
  const written = writeAs(to, document);
  if (written.ok) io.out(written.value.trimEnd());
  else
    io.err(
      `${file}: ${written.refusal.message} ${written.refusal.next}${placesOf(written.refusal.facts?.paths)}`,
    );
  return written.ok;
}

const writeAs = (to: Form, document: JsonObject): Result<string> =>
  to === "json" ? ok(jsonText(document)) : writeXml(document, { version: to === "xml" ? "2.0" : "1.2" });

const placesOf = (paths: unknown): string =>
  typeof paths === "string" ? `\n${paths.replaceAll(/^/gm, "  ")}` : "";
