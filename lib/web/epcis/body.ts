import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { bodyType, MAX_BODY_BYTES, readText, whereWrong } from "@/lib/web/body";

export const JSON_TYPES: readonly string[] = ["application/json", "application/ld+json"];
export const XML_TYPES: readonly string[] = ["application/xml", "text/xml"];

/** The text of a body of one of these media types. */
export async function epcisText(
  request: Request,
  types: readonly string[],
  maxBytes = MAX_BODY_BYTES,
): Promise<Result<string>> {
  const type = bodyType(request);
  return type !== undefined && types.includes(type)
    ? readText(request, maxBytes)
    : refuse(
        "MEDIA_TYPE",
        "The request is not of a type that this address takes.",
        `Send it with Content-Type: ${types.join(" or ")}.`,
      );
}

/** A JSON object with its numbers exact: what named queries and subscriptions are sent as. */
export async function epcisObject(request: Request): Promise<Result<JsonObject>> {
  const text = await epcisText(request, JSON_TYPES);
  if (!text.ok) return text;
  const parsed = parseExact(text.value);
  if (!parsed.ok) return { ok: false, refusal: whereWrong(text.value) };
  return isObject(parsed.value)
    ? ok(parsed.value)
    : refuse("INPUT_INVALID", "The request is no JSON object.", "Send one, as the description shows it.");
}

/** Refuses members that nobody would look at: whoever sends them means something by them. */
export function onlyMembers(object: JsonObject, members: readonly string[]): Refused<"INPUT_INVALID"> | null {
  const other = Object.keys(object).find((name) => !members.includes(name));
  return other === undefined
    ? null
    : wrongMember(other.slice(0, 60), `Expected ${members.join(", ")}, and nothing else.`);
}

export const wrongMember = (member: string, why: string): Refused<"INPUT_INVALID"> =>
  refuse("INPUT_INVALID", `The member ${member} of the request is missing or wrong.`, why, { member });
