import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { PAGING_NAMES, parsePaging } from "./paging";
import { parseQuery } from "./parse-query";
import { parseSubscription } from "./schedule";

const { folder: SPEC, present } = sharedVectors("epcis/spec");

type Schema = {
  type?: string;
  format?: string;
  enum?: readonly JsonValue[];
  items?: Schema;
  $ref?: string;
  pattern?: string;
};
type Fragment = Schema & { anyOf?: readonly Schema[]; oneOf?: readonly Schema[] };
type QuerySchema = {
  definitions: Record<string, Fragment> & {
    "EPCIS-Query": { properties: Record<string, Fragment>; patternProperties: Record<string, Fragment> };
  };
};
type Parameter = { name: string; in: string; schema: Schema };
type OpenApi = {
  paths: Record<string, Record<string, { parameters?: { $ref: string }[] } | { $ref: string }[]>>;
  components: { parameters: Record<string, Parameter>; schemas: Record<string, Fragment> };
};

const read = <T>(name: string): T => JSON.parse(readFileSync(join(SPEC, name), "utf8"));

/** A value of the schema's own making: no example is written down here. */
function sample(fragment: Fragment, named: (ref: string) => Fragment): JsonValue {
  if (fragment.$ref) return sample(named(decodeURIComponent(fragment.$ref.split("/").at(-1) ?? "")), named);
  const [first] = fragment.enum ?? [];
  if (first !== undefined) return first;
  const choice = fragment.anyOf ?? fragment.oneOf;
  if (choice?.[0]) return sample(choice[0], named);
  if (fragment.type === "array") return [sample(fragment.items ?? {}, named)];
  if (fragment.type === "number" || fragment.type === "integer") return 1;
  if (fragment.type === "boolean") return true;
  if (fragment.format === "date-time") return "2026-01-01T00:00:00Z";
  return fragment.format === "uri" ? "https://example.com/thing" : "aa";
}

/** A name that the pattern means. Its backslashes are doubled once too often in the schema. */
const nameOf = (pattern: string): string =>
  pattern
    .replace(/^\^|\$$/g, "")
    .replace(/\\\\/g, "\\")
    .replace("\\w+_\\w+", "bizLocation_name")
    .replace("[a-z][a-zA-Z0-9]*\\:\\w+", "example:name")
    .replace("[a-z][a-zA-Z0-9_]+", "location")
    .replace("[A-Z0-9]{2,4}", "CEL");

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("GS1's own lists of query parameters", () => {
  const schema = present ? read<QuerySchema>("query-schema.json") : null;
  const query = schema?.definitions["EPCIS-Query"];
  const inJson = Object.entries({ ...query?.properties, ...query?.patternProperties }).filter(
    ([name]) => name !== "@context",
  );

  it.each(inJson)("reads %s of the JSON schema, with a value of its type", (pattern, fragment) => {
    const name = nameOf(pattern);
    const value =
      name === "orderBy" ? "eventTime" : sample(fragment, (ref) => schema?.definitions[ref] ?? {});
    const needed = name === "eventCountLimit" ? { orderBy: "eventTime" } : {};
    const context = { example: "https://ns.example.com/" };
    const parsed = parseQuery({ json: { "@context": context, ...needed, [name]: value } });
    expect(parsed.ok ? "" : parsed.refusal.message).toBe("");
    const otherType = parseQuery({ json: { "@context": context, ...needed, [name]: { a: [1] } } });
    expect(otherType.ok).toBe(false);
  });

  const api = present ? read<OpenApi>("openapi.json") : null;
  const refs = Object.values(api?.paths ?? {}).flatMap((path) =>
    Object.values(path).flatMap((operation) =>
      "length" in operation ? operation : (operation.parameters ?? []),
    ),
  );
  const inUrl = [...new Set(refs.map(({ $ref }) => decodeURIComponent($ref?.split("/").at(-1) ?? "")))]
    .map((key) => api?.components.parameters[key])
    .filter((parameter) => parameter?.in === "query")
    .flatMap((parameter) => (parameter ? [parameter] : []));

  it.each(inUrl)("reads $name of the OpenAPI", ({ name, schema: fragment }) => {
    const value =
      name === "orderBy" ? "eventTime" : sample(fragment, (ref) => api?.components.schemas[ref] ?? {});
    const text = Array.isArray(value) ? value.join("|") : String(value);
    const needed = name === "eventCountLimit" ? [["orderBy", "eventTime"] as const] : [];
    if (OF_SUBSCRIPTIONS.has(name)) {
      const members = name === "stream" || SCHEDULE.has(name) ? {} : { stream: true };
      expect(parseSubscription({ ...members, [name]: SCHEDULE.has(name) ? "1" : text }).ok).toBe(true);
    } else if (PAGING_NAMES.has(name)) {
      expect(parsePaging([[name, text.replace("aa", "token")]]).ok).toBe(true);
    } else {
      const parsed = parseQuery({ url: [...needed, [name, text]] });
      expect(parsed.ok ? "" : parsed.refusal.message).toBe("");
    }
  });

  it("finds both lists where it looks for them", () => {
    expect(inJson.length).toBeGreaterThan(150);
    expect(inUrl.length).toBeGreaterThan(60);
  });
});

const SCHEDULE: ReadonlySet<string> = new Set([
  "second",
  "minute",
  "hour",
  "dayOfMonth",
  "month",
  "dayOfWeek",
]);
const OF_SUBSCRIPTIONS: ReadonlySet<string> = new Set([
  ...SCHEDULE,
  "stream",
  "reportIfEmpty",
  "initialRecordTime",
]);
