import { parseArgs } from "node:util";
import type { Io } from "../verify";
import { type Conversion, convertFile, FORMS } from "./convert";
import { hashFiles } from "./hash";
import { validateFiles } from "./validate";

export const EPCIS_USAGE = `  epcis hash FILE…                the CBV 2.0 hash of every event of JSON and XML documents, a line of JSON each
  epcis validate FILE…            what is wrong with each document: path, rule and a sentence, a line of JSON each
  epcis convert --to FORM FILE    writes the document as json, xml (EPCIS 2.0) or xml-1.2
      --identifiers FORM     GS1 identifiers as urn (EPC URNs) or digital-link; as they are without it
      --prefix DIGITS        a GS1 company prefix in the document, for every one of them: it can't be seen in a link

  "-" is standard input. They end with 0, with 1 when a document could not be read, is not valid or can't be said in
  the wanted form, and with 2 when they could not run (unusable options).`;

const YES = 0;
const NO = 1;
const COULD_NOT_RUN = 2;

/** What to do with the files, or a sentence that says why it can't be done. */
function read([verb, ...args]: readonly string[]): ((io: Io) => Promise<boolean>) | string {
  const text = { type: "string" } as const;
  const options = { to: text, identifiers: text, prefix: { ...text, multiple: true } } as const;
  try {
    if (verb === "convert") {
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
      return readConversion(positionals, values);
    }
    if (verb !== "hash" && verb !== "validate")
      return verb === undefined ? "Say what to do." : `There is no "epcis ${verb}".`;
    const { positionals: files } = parseArgs({ args, allowPositionals: true, options: {} });
    if (files.length === 0) return "Name a file.";
    return (io) => (verb === "hash" ? hashFiles(files, io) : validateFiles(files, io));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Values = { readonly to?: string; readonly identifiers?: string; readonly prefix?: readonly string[] };

function readConversion(
  [file, ...others]: readonly string[],
  { to, identifiers, prefix: prefixes = [] }: Values,
): ((io: Io) => Promise<boolean>) | string {
  if (file === undefined || others.length > 0) return "Name one file.";
  const form = FORMS.find((known) => known === to);
  if (form === undefined) return `--to needs one of ${FORMS.join(", ")}.`;
  if (identifiers !== undefined && identifiers !== "urn" && identifiers !== "digital-link")
    return "--identifiers needs urn or digital-link.";
  const wrong = prefixes.find((prefix) => !/^\d{4,12}$/.test(prefix));
  if (wrong !== undefined) return `--prefix needs 4 to 12 digits, not "${wrong}".`;
  const conversion: Conversion = { to: form, prefixes, ...(identifiers && { identifiers }) };
  return (io) => convertFile(file, conversion, io);
}

/** `packproof epcis hash | validate | convert`. */
export async function epcisCommand(args: readonly string[], io: Io): Promise<number> {
  if (args.some((arg) => arg === "--help" || arg === "-h")) {
    io.out(`Usage: packproof epcis\n${EPCIS_USAGE}`);
    return YES;
  }
  const run = read(args);
  if (typeof run === "string") {
    io.err(`${run}\n\nUsage: packproof epcis\n${EPCIS_USAGE}`);
    return COULD_NOT_RUN;
  }
  return (await run(io)) ? YES : NO;
}
