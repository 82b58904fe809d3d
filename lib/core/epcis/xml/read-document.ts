import { canonicalText } from "@/lib/core/canonical/canonical-json";
import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { BUSINESS_HEADER, businessHeader, type Exchange, exchangeOf, isWhole } from "./business-header";
import { DOCUMENT, QUERY_DOCUMENT } from "./document-fields";
import type { XmlAttribute, XmlElement } from "./element";
import { pathsOf } from "./element-path";
import { JsonNames } from "./json-names";
import { EPCIS, EPCIS_QUERY, isStandard, SBDH } from "./namespaces";
import { readExtension } from "./read-extension";
import { readShape } from "./read-shape";
import type { Members, Problems, Reading } from "./reading";
import type { Shape, Version } from "./shape";

export type ReadXmlCode =
  /** Not an EPCIS document or query document of 2.0 or 1.x. */
  | "XML_NOT_EPCIS"
  /** The JSON form can't say all of it. */
  | "XML_NOT_IN_JSON";

/**
 * The EPCIS 2.0 JSON document that an EPCIS 2.0 or 1.x XML document says (EPCIS 2.0 §9.5, EPCIS 1.2 §9.5): type
 * EPCISDocument or EPCISQueryDocument, words of the CBV bare, extensions as "prefix:local" with the prefixes in the
 * @context, numbers with the digits of the source, identifiers and times as they are. The business header gives
 * sender, receiver, instanceIdentifier; a header that says more is kept besides, as a member of epcisHeader.
 *
 * Leaves out only what says nothing: comments, schema locations, the order of fields, wrappers of 1.x, the type XML
 * Schema gives to a text, and in 1.x an empty list that stands only because its XSD asks for it. Anything else that
 * JSON can't say is refused: `facts` hold path, line and column of the first, how many there are (`count`) and
 * the `paths` of up to twenty. Whether the result is valid is for `validateDocument` to say.
 */
export function readXml(root: XmlElement): Result<JsonObject, ReadXmlCode> {
  const kind = KINDS.get(`{${root.namespace}}${root.name}`);
  if (kind === undefined)
    return refuse(
      "XML_NOT_EPCIS",
      `This XML is no EPCIS document: its outermost element is {${root.namespace}}${root.name}`.slice(0, 200),
      "Send an EPCISDocument or EPCISQueryDocument of EPCIS 2.0, 1.2 or 1.1.",
      { line: root.line, column: root.column },
    );
  const { exchange, rest } =
    kind.shape === DOCUMENT ? withoutBusinessHeader(root) : { exchange: {}, rest: root };
  const reading: Reading = {
    version: kind.version,
    names: new JsonNames(),
    problems: { count: 0, told: [] },
  };
  const members = readShape(rest, kind.shape, reading);
  return reading.problems.count === 0
    ? ok(documentOf(members, kind.type, exchange, reading.names))
    : notInJson(rest, reading.problems);
}

type Kind = { readonly type: string; readonly shape: Shape; readonly version: Version };

const KINDS: ReadonlyMap<string, Kind> = new Map(
  (["2.0", "1.2"] as const).flatMap((version): [string, Kind][] => [
    [`{${EPCIS[version]}}EPCISDocument`, { type: "EPCISDocument", shape: DOCUMENT, version }],
    [
      `{${EPCIS_QUERY[version]}}EPCISQueryDocument`,
      { type: "EPCISQueryDocument", shape: QUERY_DOCUMENT, version },
    ],
  ]),
);

/** The document in the order people read it; its XML version is no longer that of the document. */
function documentOf(members: Members, type: string, exchange: Exchange, names: JsonNames): JsonObject {
  const { id, schemaVersion: _, epcisHeader, epcisBody, ...others } = members;
  // XML may leave an empty EventList out (minOccurs="0"), JSON may not.
  const body = type === "EPCISDocument" && isObject(epcisBody) ? { eventList: [], ...epcisBody } : epcisBody;
  return {
    "@context": names.context(),
    type,
    ...(id !== undefined && { id }),
    schemaVersion: "2.0",
    ...exchange,
    ...others,
    ...(isObject(epcisHeader) && Object.keys(epcisHeader).length > 0 && { epcisHeader }),
    ...(body !== undefined && { epcisBody: body }),
  };
}

/**
 * What the StandardBusinessDocumentHeader says as members of the document, and the tree to read: without that header,
 * unless it says more than these members can.
 */
function withoutBusinessHeader(root: XmlElement): { readonly exchange: Exchange; readonly rest: XmlElement } {
  const header = root.children.find((child) => isStandard(child) && child.name === "EPCISHeader");
  const business = header?.children.find(
    ({ namespace, name }) => namespace === SBDH && name === BUSINESS_HEADER,
  );
  if (header === undefined || business === undefined) return { exchange: {}, rest: root };
  const aside: Reading = { version: "2.0", names: new JsonNames(), problems: { count: 0, told: [] } };
  const nameOf = (name: string): string => aside.names.nameOf({ ...business, name });
  const said = readExtension(business, aside);
  const found = exchangeOf(said, nameOf);
  const creationDate = root.attributes.find(isCreationDate)?.value.trim() ?? found.creationDate;
  const exchange = { ...found, ...(creationDate !== undefined && { creationDate }) };
  const isAll = isWhole(exchange) && canonicalText(said) === canonicalText(businessHeader(exchange, nameOf));
  const without = (parent: XmlElement, gone: XmlElement, instead: readonly XmlElement[]): XmlElement => ({
    ...parent,
    children: parent.children.flatMap((child) => (child === gone ? instead : [child])),
  });
  return { exchange, rest: isAll ? without(root, header, [without(header, business, [])]) : root };
}

const isCreationDate = ({ namespace, name }: XmlAttribute): boolean =>
  namespace === "" && name === "creationDate";

const LONGEST_PATH = 500;

function notInJson(root: XmlElement, { count, told }: Problems): Refused<"XML_NOT_IN_JSON"> {
  const paths = pathsOf(root, new Set(told.map(({ element }) => element)));
  const pathOf = (element: XmlElement): string | null => paths.get(element)?.slice(0, LONGEST_PATH) ?? null;
  const [first] = told;
  return refuse(
    "XML_NOT_IN_JSON",
    first?.message ?? "This XML says what EPCIS JSON can't.",
    "Correct the XML at this place and send it again.",
    {
      path: first ? pathOf(first.element) : null,
      line: first?.element.line ?? null,
      column: first?.element.column ?? null,
      count,
      paths: told.map(({ element }) => pathOf(element)).join("\n"),
    },
  );
}
