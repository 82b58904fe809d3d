import { ExactNumber } from "@/lib/core/canonical/exact-number";
import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";

/** What is wrong, where, and by which rule. */
export type Issue = {
  /** From the document down: "epcisBody.eventList[2].epcList[0]"; "" is the document. */
  readonly path: string;
  readonly rule: Rule;
  /** One sentence for a person. */
  readonly message: string;
};

export type Rule =
  | "type"
  | "required"
  | "unknown-member"
  | "uri"
  | "time"
  | "pattern"
  | "word"
  | "empty"
  | "duplicate"
  | "not-allowed";

/** Adds to `issues` what is wrong with the value at `path`. */
export type Check = (value: unknown, path: string, issues: Issue[]) => void;

export const isNumber = (value: unknown): boolean =>
  typeof value === "number" || value instanceof ExactNumber;

/** A text for which `accepts` holds; `must` ends the sentence "eventTime …". */
export const text =
  (rule: Rule, must: string, accepts: (value: string) => boolean): Check =>
  (value, path, issues) => {
    if (typeof value !== "string")
      issues.push({ path, rule: "type", message: `${nameOf(path)} must be a text.` });
    else if (!accepts(value)) issues.push({ path, rule, message: `${nameOf(path)} ${must}.` });
  };

export const anyText: Check = text("type", "must be a text", () => true);

export const oneOfTypes =
  (what: string, accepts: (value: unknown) => boolean): Check =>
  (value, path, issues) => {
    if (!accepts(value)) issues.push({ path, rule: "type", message: `${nameOf(path)} must be ${what}.` });
  };

export const number: Check = oneOfTypes("a number, not a text", isNumber);
export const boolean: Check = oneOfTypes("true or false", (value) => typeof value === "boolean");

type ListRules = { readonly notEmpty?: boolean; readonly unique?: boolean };

export const list =
  (item: Check, { notEmpty = false, unique = false }: ListRules = {}): Check =>
  (value, path, issues) => {
    if (!Array.isArray(value)) {
      issues.push({ path, rule: "type", message: `${nameOf(path)} must be a list.` });
      return;
    }
    if (notEmpty && value.length === 0)
      issues.push({ path, rule: "empty", message: `${nameOf(path)} must not be empty.` });
    const seen = new Set<unknown>();
    value.forEach((entry: unknown, index) => {
      const at = `${path}[${index}]`;
      if (unique && seen.has(entry))
        issues.push({ path: at, rule: "duplicate", message: `${nameOf(path)} names the same thing twice.` });
      seen.add(entry);
      item(entry, at, issues);
    });
  };

type ObjectRules = {
  readonly members: Readonly<Record<string, Check>>;
  readonly required?: readonly string[];
  /** Members besides: none, those named by a URI or CURIE (extensions), or any. */
  readonly others: "none" | "extensions" | "any";
};

export const object = ({ members, required = [], others }: ObjectRules): Check => {
  const checks = new Map(Object.entries(members));
  return (value, path, issues) => {
    if (!isObject(value)) {
      issues.push({ path, rule: "type", message: `${nameOf(path)} must be an object.` });
      return;
    }
    for (const name of required)
      if (value[name] === undefined)
        issues.push({
          path: member(path, name),
          rule: "required",
          message: `${nameOf(path)} needs ${name}.`,
        });
    for (const name in value) {
      const entry = value[name];
      if (entry === undefined) continue;
      const check = checks.get(name);
      if (check) check(entry, member(path, name), issues);
      else if (others === "none" || (others === "extensions" && !isUri(name)))
        issues.push({
          path: member(path, name),
          rule: "unknown-member",
          message:
            others === "none"
              ? `${nameOf(path)} can't hold ${JSON.stringify(name)}.`
              : `${JSON.stringify(name)} is no field of ${nameOf(path)}; a field of your own needs a namespace, like "example:${name}".`,
        });
    }
  };
};

export const both =
  (...checks: readonly Check[]): Check =>
  (value, path, issues) => {
    for (const check of checks) check(value, path, issues);
  };

/** A rule over the members of an object; anything else was reported by `object` already. */
export const rule =
  (kind: Rule, message: string, holds: (value: JsonObject) => boolean): Check =>
  (value, path, issues) => {
    if (isObject(value) && !holds(value)) issues.push({ path, rule: kind, message });
  };

export const member = (path: string, name: string): string =>
  /^\w+$/.test(name) ? (path === "" ? name : `${path}.${name}`) : `${path}[${JSON.stringify(name)}]`;

/** The last step of a path, for the sentence. */
const nameOf = (path: string): string =>
  path === "" ? "The document" : path.slice(path.lastIndexOf(".") + 1);

const PCHAR = "(?:[-\\w.~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})";
const HOST = "(?:\\[[0-9A-Fa-f:.]+\\]|(?:[-\\w.~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)";
const USER = "(?:(?:[-\\w.~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?";
const TAIL = `(?:${PCHAR}|[/?])*`;
const URI = new RegExp(
  `^[A-Za-z][A-Za-z0-9+.-]*:(?://${USER}${HOST}(?::\\d*)?(?:/${PCHAR}*)*|/?${PCHAR}+(?:/${PCHAR}*)*|/)(?:\\?${TAIL})?(?:#${TAIL})?$`,
);

/** An absolute URI (RFC 3986 §3); a CURIE like "example:field" has that form too. */
export const isUri = (value: string): boolean => URI.test(value);

export const uri: Check = text("uri", "must be a URI with its scheme, like https: or urn:", isUri);
