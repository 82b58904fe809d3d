import { isObject } from "@/lib/core/canonical/is-object";
import { type Issue, member } from "./validation/check";
import { epcisDocument, epcisQueryDocument } from "./validation/documents";
import { event } from "./validation/events";

export type { Issue, Rule } from "./validation/check";

export type Validation =
  | { readonly ok: true; readonly issues: readonly [] }
  | { readonly ok: false; readonly issues: readonly [Issue, ...Issue[]] };

/**
 * Whether JSON is an EPCIS 2.0 document, query document, or single event with its @context, as the GS1 JSON schema
 * of EPCIS 2.0 says, with two rules the standard has besides: an aggregation that is not OBSERVE has a parent
 * (§7.4.3), and a time is an xsd:dateTimeStamp with capital T and Z. Takes what JSON.parse or `parseExact` returns.
 * All issues are listed, in the order of the document.
 */
export function validateDocument(json: unknown): Validation {
  const issues: Issue[] = [];
  if (!isObject(json))
    issues.push({ path: "", rule: "type", message: "The document must be a JSON object." });
  else if (json.type === "EPCISDocument") epcisDocument(json, "", issues);
  else if (json.type === "EPCISQueryDocument") epcisQueryDocument(json, "", issues);
  else {
    event(json, "", issues);
    if (json["@context"] === undefined)
      issues.push({
        path: member("", "@context"),
        rule: "required",
        message: "An event on its own needs its @context.",
      });
  }
  const [first, ...rest] = issues;
  return first === undefined ? { ok: true, issues: [] } : { ok: false, issues: [first, ...rest] };
}
