import type { Vocabulary } from "./words";

export type Version = "2.0" | "1.2";

/** How a value of JSON stands in XML. The reader and the writer walk the same shapes, so they can't disagree. */
export type Kind =
  | { readonly is: Leaf }
  | { readonly is: "word"; readonly of: Vocabulary }
  | { readonly is: "object"; readonly of: Shape }
  /** An element for the list, one inside for each item. */
  | { readonly is: "list"; readonly item: string; readonly of: Kind; readonly mayBeEmpty: boolean }
  /** Events, each an element of its type's name. */
  | { readonly is: "events" }
  /** Text or elements of one's own. */
  | { readonly is: "any" };

type Leaf =
  /** A URI, a time, a fixed word: white space around it says nothing. */
  | "text"
  /** Characters as they are. */
  | "string"
  /** xsd:decimal: no exponent. */
  | "decimal"
  /** xsd:double. */
  | "double"
  | "boolean";

export type Field = {
  /** Of the element or attribute. */
  readonly name: string;
  /** Of the JSON member. */
  readonly member: string;
  readonly kind: Kind;
  /** The element itself is repeated, once for each item of a list; "or-one": a single item needs no list. */
  readonly repeated?: "list" | "or-one";
  /** An element without a meaning of its own, put around for what came later than the version before. */
  readonly wrapper?: { readonly [version in Version]?: string };
  /** EPCIS 1.2 can't say it. */
  readonly since?: "2.0";
  /** A global element of the XSD: it has the namespace of the outermost. */
  readonly qualified?: true;
  /** EPCIS 1.2 requires this list, empty when only the member named here says what the event is about. */
  readonly emptyIn12For?: string;
};

export type Shape = {
  readonly attributes: ReadonlyMap<string, Field>;
  /** In the order of the XSD. */
  readonly elements: ReadonlyMap<string, Field>;
  /** The member that stands as the text of the element. */
  readonly content: Field | null;
  /** The JSON names of all of these. */
  readonly members: ReadonlySet<string>;
  /** How members of one's own stand: as elements of their namespace, as attributes of it, or not at all. */
  readonly extensions: "elements" | "attributes" | "none";
};

type Parts = {
  readonly attributes?: readonly Field[];
  readonly elements?: readonly Field[];
  readonly content?: Field;
  readonly extensions?: Shape["extensions"];
};

export const shape = ({ attributes = [], elements = [], content, extensions = "none" }: Parts): Shape => ({
  attributes: byName(attributes),
  elements: byName(elements),
  content: content ?? null,
  members: new Set([...attributes, ...elements, ...(content ? [content] : [])].map(({ member }) => member)),
  extensions,
});

const byName = (fields: readonly Field[]): ReadonlyMap<string, Field> =>
  new Map(fields.map((field) => [field.name, field]));

export const field = (name: string, kind: Kind, member = name): Field => ({ name, member, kind });

export const TEXT: Kind = { is: "text" };
export const text = (...names: readonly string[]): readonly Field[] => names.map((name) => field(name, TEXT));
export const word = (name: string, of: Vocabulary): Field => field(name, { is: "word", of });
export const object = (name: string, of: Shape, member = name): Field =>
  field(name, { is: "object", of }, member);

/** A list; `mayBeEmpty` when the XSD allows it without an item. */
export const list = (
  name: string,
  item: string,
  of: Kind,
  { mayBeEmpty = false, member = name } = {},
): Field => field(name, { is: "list", item, of, mayBeEmpty }, member);

export const repeated = (one: Field, how: "list" | "or-one" = "list"): Field => ({ ...one, repeated: how });
export const since20 = (one: Field): Field => ({ ...one, since: "2.0" });
export const wrapped = (wrapper: Field["wrapper"], ...fields: readonly Field[]): readonly Field[] =>
  fields.map((one) => ({ ...one, ...(wrapper && { wrapper }) }));
