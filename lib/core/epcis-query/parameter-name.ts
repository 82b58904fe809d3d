import type { Prefixes } from "@/lib/core/epcis/prefixes";
import { isUri } from "@/lib/core/epcis/validation/check";
import { leafText } from "@/lib/core/event-hash/value";
import { extensionKey, hasNamespace } from "./extension-key";
import { EVENT_TYPE, PARTS, ROWS, type Row, VOCABULARY_FIELDS } from "./fields";
import type { Condition, Field, Operator, Part, StandardField } from "./query";

/** What the name of a parameter says: everything of a condition but its operands. */
export type Named = Pick<Condition, "operator" | "field" | "attribute">;

/** A sentence that goes on after "The parameter … ". */
export type Wrong = { readonly wrong: string };

const UNKNOWN: Wrong = { wrong: "is not one that EPCIS 2.0 knows" };

const key = (operator: string, name: string): string => `${operator}_${name}`;
const rowsBy = (suffix: boolean): ReadonlyMap<string, Row> =>
  new Map(
    ROWS.filter((row) => (row.suffix !== "none") === suffix).flatMap((row) =>
      row.operators.map((operator) => [key(operator, row.name), row]),
    ),
  );
const PLAIN = rowsBy(false);
const SUFFIXED = rowsBy(true);

/** Reads the name of a query parameter by the table and, for extensions and master data, by its parts. */
export function readName(name: string, prefixes: Prefixes): Named | Wrong {
  if (name === EVENT_TYPE.name) return { operator: "EQ", field: standard(EVENT_TYPE) };
  const [, operator, rest = ""] = /^(EQ|GT|GE|LT|LE|EXISTS|MATCH|WD)_(.+)$/s.exec(name) ?? [];
  const plain = PLAIN.get(name);
  if (plain) return { operator: operator as Operator, field: standard(plain) };
  // The JSON schema writes EQ_ATTR_, the standard EQATTR_.
  const [, attributeOperator, asked = ""] = /^(HASATTR|EQ_?ATTR)_(.+)$/s.exec(name) ?? [];
  if (attributeOperator === "HASATTR") return hasAttribute(asked, prefixes);
  if (attributeOperator !== undefined) return equalAttribute(asked, prefixes);
  if (operator === undefined) return UNKNOWN;
  const underscore = rest.indexOf("_");
  const suffixed = SUFFIXED.get(key(operator, rest.slice(0, Math.max(underscore, 0))));
  if (suffixed) return withSuffix(operator as Operator, suffixed, rest.slice(underscore + 1), prefixes);
  if (operator === "MATCH" || operator === "WD") return UNKNOWN;
  const field = extension(rest, prefixes);
  return "wrong" in field ? field : { operator: operator as Operator, field };
}

const standard = ({ name, paths, type }: Row): StandardField => ({ kind: "standard", name, paths, type });

function withSuffix(operator: Operator, row: Row, suffix: string, prefixes: Prefixes): Named | Wrong {
  const kind = row.suffix;
  if (kind === "unit")
    return /^[A-Z0-9]{2,4}$/.test(suffix)
      ? { operator, field: { ...standard(row), where: { member: "uom", value: suffix } } }
      : { wrong: "doesn't end with a unit of measure like CEL (UN/CEFACT Recommendation 20)" };
  if (suffix === "" || kind === "none") return UNKNOWN;
  if (suffix.includes(":") && !hasNamespace(suffix, prefixes)) return unknownPrefix(suffix);
  const value = leafText(suffix, kind, prefixes) ?? suffix;
  return { operator, field: { ...standard(row), where: { member: "type", value } } };
}

const PART_NAMES = Object.keys(PARTS).join("|");
const EXTENSION = new RegExp(`^(INNER_)?(?:(${PART_NAMES})_)?(.+)$`, "s");

function extension(text: string, prefixes: Prefixes): Field | Wrong {
  const [, inner, part = "event", name = ""] = EXTENSION.exec(text) ?? [];
  // A field of the standard with an operator it doesn't take, or a name that nobody knows.
  if (!name.includes(":")) return UNKNOWN;
  if (!hasNamespace(name, prefixes)) return unknownPrefix(name);
  return {
    kind: "extension",
    part: part as Part,
    inner: inner !== undefined,
    name: extensionKey(name, prefixes),
  };
}

const unknownPrefix = (name: string): Wrong => ({
  wrong: isUri(name)
    ? `uses the prefix “${name.slice(0, name.indexOf(":"))}”, which no context defines`
    : "has a name that is neither a CURIE nor a URI",
});

/** The name of a field alone: what orderBy and the parameters about master data have. */
export function readField(name: string, rows: readonly Row[], prefixes: Prefixes): Field | Wrong {
  const row = rows.find((one) => one.name === name);
  if (row) return standard(row);
  return name.includes(":")
    ? extension(name, prefixes)
    : { wrong: `names “${name}”, which is no field it takes` };
}

function hasAttribute(name: string, prefixes: Prefixes): Named | Wrong {
  const field = readField(name, VOCABULARY_FIELDS, prefixes);
  return "wrong" in field ? field : { operator: "HASATTR", field };
}

/**
 * "<field>_<attribute>", though both may hold underscores: a field of the standard has none; an attribute with a
 * namespace begins with its prefix or scheme; else what stands after the last underscore is the attribute.
 */
function equalAttribute(text: string, prefixes: Prefixes): Named | Wrong {
  const first = text.indexOf("_");
  const isStandard = VOCABULARY_FIELDS.some(({ name }) => name === text.slice(0, Math.max(first, 0)));
  const withNamespace = [...text.matchAll(/_(?=[A-Za-z][A-Za-z0-9+.-]*:)/g)].at(-1)?.index;
  const at = isStandard ? first : (withNamespace ?? text.lastIndexOf("_"));
  const attribute = text.slice(at + 1);
  if (at < 1 || attribute === "") return { wrong: "names no attribute" };
  if (attribute.includes(":") && !hasNamespace(attribute, prefixes)) return unknownPrefix(attribute);
  const field = readField(text.slice(0, at), VOCABULARY_FIELDS, prefixes);
  return "wrong" in field
    ? field
    : { operator: "EQATTR", field, attribute: extensionKey(attribute, prefixes) };
}
