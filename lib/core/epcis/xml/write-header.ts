import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { extensionName, prefixesInside } from "@/lib/core/epcis/prefixes";
import { member } from "@/lib/core/epcis/validation/check";
import { BUSINESS_HEADER, businessHeader, type Exchange, exchangeOf, isWhole } from "./business-header";
import { HEADER } from "./document-fields";
import { GS1_US_HEALTHCARE, SBDH } from "./namespaces";
import type { XmlNode } from "./serialise";
import { writeExtension } from "./write-extension";
import { writeShape } from "./write-shape";
import { type Place, problem, type Writing } from "./writing";

/** DSCSA transaction statement (GS1 US guideline for DSCSA, namespace http://epcis.gs1us.org/hc/ns). */
export type TransactionStatement = {
  readonly affirmed: boolean;
  /** The words of the statement. */
  readonly legalNotice: string;
};

type Said = { readonly [name in keyof Exchange]?: JsonValue | undefined };

/**
 * The EPCISHeader: business header, master data, then members of one's own; null when it would be empty. Only 1.2 has
 * a place for elements of one's own there, and 1.2 asks for the business header in every header.
 */
export function writeHeader(
  header: JsonObject,
  said: Said,
  statement: TransactionStatement | undefined,
  outer: Place,
  writing: Writing,
): XmlNode | null {
  const at: Place = { path: member("", "epcisHeader"), scope: prefixesInside(header, outer.scope) };
  const named = (namespace: string, local: string): string | undefined =>
    Object.keys(header).find((name) => extensionName(name, at.scope) === `{${namespace}}${local}`);
  const keptName = named(SBDH, BUSINESS_HEADER);
  const rest = Object.fromEntries(Object.entries(header).filter(([name]) => name !== keptName));
  const business =
    keptName === undefined
      ? writeBusinessHeader(said, outer, writing)
      : writeKeptHeader(keptName, header[keptName] ?? null, said, at, writing);
  if (statement && named(GS1_US_HEALTHCARE, STATEMENT) !== undefined)
    problem(writing, at, "The document has a transaction statement already.");
  const written = writeShape("EPCISHeader", rest, HEADER, { ...outer, path: at.path }, writing);
  const own = [...written.children, ...(statement ? writeStatement(statement, at, writing) : [])];
  if (writing.version === "2.0") noPlaceIn20(rest, statement, at, writing);
  else if (own.length > 0 && business.length === 0 && !PARTIES.some((name) => said[name] !== undefined))
    problem(
      writing,
      { ...outer, path: "sender" },
      "A header of EPCIS 1.2 needs sender, receiver and instanceIdentifier.",
    );
  const children = [...business, ...own];
  return children.length === 0 ? null : { ...written, children };
}

const PARTIES = ["sender", "receiver", "instanceIdentifier"] as const;

function writeBusinessHeader(said: Said, at: Place, writing: Writing): readonly XmlNode[] {
  const missing = PARTIES.filter((name) => said[name] === undefined);
  if (missing.length === PARTIES.length) return [];
  for (const name of missing)
    problem(writing, { ...at, path: name }, `The business header of XML needs ${name}.`);
  const exchange = said as Exchange;
  if (!isWhole(exchange)) return [];
  const nameOf = (local: string): string => `sbdh:${local}`;
  const scope = new Map(at.scope).set("sbdh", SBDH);
  return writeExtension(
    nameOf(BUSINESS_HEADER),
    businessHeader(exchange, nameOf),
    { path: at.path, scope },
    writing,
  );
}

/** A header that said more than the members of the document can was kept whole; they must not say otherwise. */
function writeKeptHeader(
  name: string,
  header: JsonValue,
  said: Said,
  at: Place,
  writing: Writing,
): readonly XmlNode[] {
  const prefix = name.slice(0, -BUSINESS_HEADER.length);
  const kept = exchangeOf(header, (local) => prefix + local);
  for (const party of PARTIES)
    if (said[party] !== undefined && said[party] !== kept[party])
      problem(writing, { ...at, path: party }, `The business header in epcisHeader says another ${party}.`);
  return writeExtension(name, header, { ...at, path: member(at.path, name) }, writing);
}

const STATEMENT = "dscsaTransactionStatement";

function writeStatement(
  { affirmed, legalNotice }: TransactionStatement,
  { path }: Place,
  writing: Writing,
): readonly XmlNode[] {
  const scope = new Map([["gs1ushc", GS1_US_HEALTHCARE]]);
  const said = {
    "gs1ushc:affirmTransactionStatement": String(affirmed),
    "gs1ushc:legalNotice": legalNotice,
  };
  return writeExtension(`gs1ushc:${STATEMENT}`, said, { path, scope }, writing);
}

function noPlaceIn20(
  header: JsonObject,
  statement: TransactionStatement | undefined,
  at: Place,
  writing: Writing,
): void {
  const message = "The header of EPCIS 2.0 XML has no place for elements of one's own; that of 1.2 has.";
  for (const name of Object.keys(header))
    if (name.includes(":") && !name.startsWith("@"))
      problem(writing, { ...at, path: member(at.path, name) }, message);
  if (statement) problem(writing, at, message);
}
