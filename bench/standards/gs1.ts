import { parse } from "@/lib/core/gs1/parse";
import { readScan } from "@/lib/core/gs1/scan";
import { each } from "../lib/rounds";
import { type Row, race } from "./row";
import { cutElementString, cutLink, makeScans } from "./scans";

const TODAY = { today: "2026-11-03" };
const TARGET = 200_000;

/** As the scanning screens read: what the code is about, every check and hint. A pack that isn't read ends the run. */
function scanned(text: string): number {
  const reading = readScan(text, TODAY);
  if (reading.kind !== "pack")
    throw new Error(`${JSON.stringify(text)}: ${reading.issues.map(({ message }) => message).join(" ")}`);
  return reading.link.length + reading.issues.length;
}

/** By the letter of the standards, with the Digital Link it stands for. */
function parsed(text: string): number {
  const result = parse(text);
  if (!result.ok) throw new Error(`${JSON.stringify(text)}: ${result.issues[0]?.message}`);
  return result.elements.length + (result.digitalLink?.length ?? 0);
}

/** Scans of medicine packs per second. There is no peer: no library for JavaScript is known that checks what it cuts. */
export function gs1Rows(): readonly Row[] {
  const { elementStrings, links } = makeScans(8_000);
  const cut = each(
    "bare limit: cut at lengths and separators",
    elementStrings,
    (text) => cutElementString(text).serial.length,
  );
  const cutAtSlashes = each("bare limit: cut at slashes", links, (text) => cutLink(text).serial.length);
  return [
    ...race({
      ours: [
        each("element string, scanned", elementStrings, scanned),
        each("element string, parsed by the letter", elementStrings, parsed),
      ],
      target: TARGET,
      limit: cut,
    }),
    ...race({
      ours: [
        each("Digital Link, scanned", links, scanned),
        each("Digital Link, parsed by the letter", links, parsed),
      ],
      target: TARGET,
      limit: cutAtSlashes,
    }),
  ];
}
