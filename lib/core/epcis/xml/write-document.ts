import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { prefixesOf } from "@/lib/core/epcis/prefixes";
import { validateDocument } from "@/lib/core/epcis/validate";
import { member } from "@/lib/core/epcis/validation/check";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { DOCUMENT, QUERY_DOCUMENT } from "./document-fields";
import { EPCIS, EPCIS_QUERY } from "./namespaces";
import { serialise, type XmlNode } from "./serialise";
import type { Version } from "./shape";
import type { WordForm } from "./words";
import { type TransactionStatement, writeHeader } from "./write-header";
import { writeShape } from "./write-shape";
import { type Place, problem, type Writing } from "./writing";
import { XmlNames } from "./xml-names";

export type WriteXmlCode =
  /** No valid EPCIS 2.0 document or query document. */
  | "JSON_NOT_EPCIS"
  /** The XML form, or this version of it, can't say all of it. */
  | "JSON_NOT_IN_XML";

export type WriteXmlOptions = {
  readonly version: Version;
  /** How the words of the CBV are spelt; without it as usual in the version: web URIs in 2.0, URNs in 1.2. */
  readonly cbv?: WordForm;
  /** What the sender affirms to the receiver of medicines in the USA; for a document that has none yet. */
  readonly transactionStatement?: TransactionStatement;
};

/**
 * An EPCIS 2.0 JSON document or query document as EPCIS XML text, its elements in the order of EPCglobal-epcis-2_0.xsd
 * or -1_2.xsd (EPCIS 2.0 §9.5, EPCIS 1.2 §9.5). sender, receiver and instanceIdentifier become the business header;
 * prefixes are declared as the @context binds them; identifiers and times stay as they are. `readXml` reads the same
 * document back, but for what JSON tells apart and XML can't: a list of one extension from the extension itself, an
 * empty list or object of one's own from none, numbers among the attributes of sensor data from texts, and in 1.2 an
 * absent list of objects from an empty one where its XSD asks for the list. The event hashes stay.
 *
 * Refuses a document that is not valid, and what this version can't say: `facts` hold all `paths`, one a line, and
 * their `count`.
 */
export function writeXml(document: JsonObject, options: WriteXmlOptions): Result<string, WriteXmlCode> {
  const validation = validateDocument(document);
  const [issue] = validation.issues;
  if (issue !== undefined) return notEpcis(issue.message, issue.path);
  if (document.type !== "EPCISDocument" && document.type !== "EPCISQueryDocument")
    return notEpcis("An event on its own has no XML form.", "type");

  const writing: Writing = {
    version: options.version,
    cbv: options.cbv ?? (options.version === "2.0" ? "web-uri" : "urn"),
    names: new XmlNames(),
    problems: [],
  };
  const at: Place = { path: "", scope: prefixesOf(document["@context"]) };
  const root =
    document.type === "EPCISDocument"
      ? documentNode(document, options.transactionStatement, at, writing)
      : queryDocumentNode(document, at, writing);
  if (writing.problems.length > 0) return notInXml(writing);
  return ok(serialise({ ...root, attributes: [...writing.names.declarations(), ...root.attributes] }));
}

function documentNode(
  document: JsonObject,
  statement: TransactionStatement | undefined,
  at: Place,
  writing: Writing,
): XmlNode {
  const { type: _, sender, receiver, instanceIdentifier, epcisHeader, ...rest } = document;
  const name = writing.names.qualify(EPCIS[writing.version], "epcis", "EPCISDocument");
  const root = writeShape(name, { ...rest, schemaVersion: writing.version }, DOCUMENT, at, writing);
  const exchange = { sender, receiver, instanceIdentifier, creationDate: document.creationDate };
  const header = writeHeader(isObject(epcisHeader) ? epcisHeader : {}, exchange, statement, at, writing);
  return header === null ? root : { ...root, children: [header, ...root.children] };
}

function queryDocumentNode(document: JsonObject, at: Place, writing: Writing): XmlNode {
  const { type: _, ...rest } = document;
  const name = writing.names.qualify(EPCIS_QUERY[writing.version], "epcisq", "EPCISQueryDocument");
  if (document.creationDate === undefined)
    problem(
      writing,
      { ...at, path: member("", "creationDate") },
      "XML needs the creationDate of a document.",
    );
  return writeShape(name, { ...rest, schemaVersion: writing.version }, QUERY_DOCUMENT, at, writing);
}

const notEpcis = (message: string, path: string): Refused<"JSON_NOT_EPCIS"> =>
  refuse("JSON_NOT_EPCIS", message, "Correct the document and try again.", { path });

function notInXml({ version, problems }: Writing): Refused<"JSON_NOT_IN_XML"> {
  const [first] = problems;
  const more = problems.length === 1 ? "" : ` There are ${problems.length} such places.`;
  return refuse(
    "JSON_NOT_IN_XML",
    `EPCIS ${version} XML can't say all of this document. ${first?.message ?? ""}${more}`,
    version === "1.2" ? "Write EPCIS 2.0, or leave these out." : "Change these and try again.",
    { count: problems.length, paths: problems.map(({ path }) => path).join("\n") },
  );
}
