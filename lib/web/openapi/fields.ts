import type { JsonSchema } from "./schemas";

/** One line of a table of fields. */
export type FieldLine = {
  /** "reading.gtin", "units[]". */
  readonly path: string;
  /** "string", "one of camera, wedge", "integer or null". */
  readonly type: string;
  readonly required: boolean;
  readonly about: string | null;
};

type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  readonly maxItems?: number;
};

/** How a language says what a field is. */
export type FieldWords = {
  /** Of a long list the first values, and how many more there are. */
  oneOf(values: string, more: number): string;
  listOf(type: string): string;
  readonly objects: string;
  readonly or: string;
};

/** More values than this are read in the OpenAPI document. */
const SHOWN = 12;

/** The fields of a JSON Schema as people read them: one line each, those within others by their path. */
export const fieldLines = (schema: JsonSchema, words: FieldWords): readonly FieldLine[] =>
  linesOf(schema as Schema, "", words);

function linesOf(schema: Schema, at: string, words: FieldWords): readonly FieldLine[] {
  const shape = withoutNull(schema);
  if (shape.items) return linesOf(shape.items, `${at}[]`, words);
  const either = shape.anyOf?.filter(({ properties }) => properties) ?? [];
  if (either.length > 0) return either.flatMap((one) => linesOf(one, at, words));
  return Object.entries(shape.properties ?? {}).flatMap(([name, field]) => {
    const path = at === "" ? name : `${at}.${name}`;
    const required = shape.required?.includes(name) ?? false;
    const about = field.description ?? withoutNull(field).description ?? null;
    return [{ path, type: typeOf(field, words), required, about }, ...linesOf(field, path, words)];
  });
}

/** The one alternative besides null, where there are just these two. */
function withoutNull(schema: Schema): Schema {
  const others = schema.anyOf?.filter(({ type }) => type !== "null") ?? [];
  return schema.anyOf && others.length === 1 ? (others[0] ?? schema) : schema;
}

function typeOf(schema: Schema, words: FieldWords): string {
  const { anyOf, items, format, type } = schema;
  const or = ` ${words.or} `;
  if (anyOf) return [...new Set(anyOf.map((one) => typeOf(one, words)))].join(or);
  if (schema.enum) {
    const shown = schema.enum.length > SHOWN ? schema.enum.slice(0, SHOWN / 2) : schema.enum;
    return words.oneOf(shown.join(", "), schema.enum.length - shown.length);
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (items) return words.listOf(items.properties ? words.objects : typeOf(items, words));
  return format ?? (Array.isArray(type) ? type.join(or) : String(type ?? "any"));
}
