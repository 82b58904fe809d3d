import { describe, expect, it } from "vitest";
import { epcisProblem } from "./exceptions";

const kindOf = async (code: string) => {
  const response = epcisProblem({ code, message: "What happened.", next: "What to do." });
  const body = await response.json();
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(body).toMatchObject({
    status: response.status,
    title: "What happened.",
    detail: "What to do.",
    code,
  });
  return [body.type, response.status];
};

/** STANDARDS: the exceptions of the REST binding, each with its status. */
describe("an exception of EPCIS", () => {
  it.each([
    ["INPUT_INVALID", "ValidationException", 400],
    ["JSON_SYNTAX", "ValidationException", 400],
    ["NOT_IN_CUSTODY", "ValidationException", 400],
    ["QUERY_PARAMETER", "QueryParameterException", 400],
    ["SUBSCRIPTION_CONTROLS", "SubscriptionControlsException", 400],
    ["SIGNED_OUT", "SecurityException", 401],
    ["KEY_INVALID", "SecurityException", 401],
    ["FORBIDDEN_SCOPE", "SecurityException", 403],
    ["QUERY_UNKNOWN", "NoSuchNameException", 404],
    ["EVENT_UNKNOWN", "NoSuchResourceException", 404],
    ["NOT_ACCEPTABLE", "NotAcceptableException", 406],
    ["QUERY_EXISTS", "ResourceAlreadyExistsException", 409],
    ["EVENT_EXISTS", "ResourceAlreadyExistsException", 409],
    ["CAPTURE_LIMIT", "CaptureLimitExceededException", 413],
    ["QUERY_TOO_LARGE", "QueryTooLargeException", 413],
    ["QUERY_TOO_COMPLEX", "QueryTooComplexException", 413],
    ["URI_TOO_LONG", "URITooLongException", 414],
    ["MEDIA_TYPE", "UnsupportedMediaTypeException", 415],
    ["UNEXPECTED", "ImplementationException", 500],
  ])("for %s is %s with status %i", async (code, exception, status) => {
    expect(await kindOf(code)).toEqual([`epcisException:${exception}`, status]);
  });

  it("has no name for a limit, so that keeps ours", async () => {
    expect(await kindOf("TOO_MANY_REQUESTS")).toEqual([
      "https://packproof.org/problems/TOO_MANY_REQUESTS",
      429,
    ]);
  });
});
