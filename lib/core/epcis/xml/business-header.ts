import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";

/** The local name of the header in the namespace of SBDH. */
export const BUSINESS_HEADER = "StandardBusinessDocumentHeader";

/** What EPCIS JSON says of the exchange of a document, as its members, and XML in the header of §9.2. */
export type Exchange = {
  readonly sender?: string;
  readonly receiver?: string;
  readonly instanceIdentifier?: string;
  readonly creationDate?: string;
};

export type WholeExchange = Required<Exchange>;

/** The name of a member in the namespace of the header. */
type NameOf = (local: string) => string;

/** The content of the StandardBusinessDocumentHeader that says this and nothing else, as a member of one's own. */
export function businessHeader(exchange: WholeExchange, nameOf: NameOf): JsonObject {
  const partner = (identifier: string): JsonObject => ({
    [nameOf("Identifier")]: {
      "@Authority": /^\d{13}$/.test(identifier) ? "GLN" : "GS1",
      "#text": identifier,
    },
  });
  return {
    [nameOf("HeaderVersion")]: "1.0",
    [nameOf("Sender")]: partner(exchange.sender),
    [nameOf("Receiver")]: partner(exchange.receiver),
    [nameOf("DocumentIdentification")]: {
      [nameOf("Standard")]: "EPCglobal",
      [nameOf("TypeVersion")]: "1.0",
      [nameOf("InstanceIdentifier")]: exchange.instanceIdentifier,
      [nameOf("Type")]: "Events",
      [nameOf("CreationDateAndTime")]: exchange.creationDate,
    },
  };
}

/** What a header says of the exchange; a partner only when it is the only one. */
export function exchangeOf(header: JsonValue, nameOf: NameOf): Exchange {
  const at = (value: JsonValue | undefined, local: string): JsonValue | undefined =>
    isObject(value) ? value[nameOf(local)] : undefined;
  const textAt = (value: JsonValue | undefined, local: string): string | undefined => {
    const leaf = at(value, local);
    const text = isObject(leaf) ? leaf["#text"] : leaf;
    return typeof text === "string" ? text.trim() : undefined;
  };
  const document = at(header, "DocumentIdentification");
  return withoutAbsent({
    sender: textAt(at(header, "Sender"), "Identifier"),
    receiver: textAt(at(header, "Receiver"), "Identifier"),
    instanceIdentifier: textAt(document, "InstanceIdentifier"),
    creationDate: textAt(document, "CreationDateAndTime"),
  });
}

const withoutAbsent = (texts: Readonly<Record<string, string | undefined>>): Exchange =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));

export const isWhole = (exchange: Exchange): exchange is WholeExchange =>
  exchange.sender !== undefined &&
  exchange.receiver !== undefined &&
  exchange.instanceIdentifier !== undefined &&
  exchange.creationDate !== undefined;
