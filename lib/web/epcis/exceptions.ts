import type { Refusal } from "@/lib/core/refusal";
import { kindOf, type ProblemExtra, type ProblemKind, problemOf } from "@/lib/web/problem";

/** The exceptions of EPCIS 2.0's REST binding with their statuses (GS1 EPCIS 2.0 §12.6 and its OpenAPI document). */
const STATUS = {
  ValidationException: 400,
  QueryParameterException: 400,
  SubscriptionControlsException: 400,
  NoSuchNameException: 404,
  NoSuchResourceException: 404,
  NotAcceptableException: 406,
  ResourceAlreadyExistsException: 409,
  CaptureLimitExceededException: 413,
  QueryTooLargeException: 413,
  QueryTooComplexException: 413,
  URITooLongException: 414,
  UnsupportedMediaTypeException: 415,
  ImplementationException: 500,
} as const;
type Exception = keyof typeof STATUS;

/** Refusals that have an exception of their own; the others by their status. */
const OF_CODE: Readonly<Record<string, Exception>> = {
  QUERY_PARAMETER: "QueryParameterException",
  SUBSCRIPTION_CONTROLS: "SubscriptionControlsException",
  QUERY_UNKNOWN: "NoSuchNameException",
  NOT_ACCEPTABLE: "NotAcceptableException",
  JSON_NOT_IN_XML: "NotAcceptableException",
  EVENT_EXISTS: "ResourceAlreadyExistsException",
  QUERY_EXISTS: "ResourceAlreadyExistsException",
  SUBSCRIPTION_EXISTS: "ResourceAlreadyExistsException",
  BODY_TOO_LARGE: "CaptureLimitExceededException",
  CAPTURE_LIMIT: "CaptureLimitExceededException",
  QUERY_TOO_LARGE: "QueryTooLargeException",
  QUERY_TOO_COMPLEX: "QueryTooComplexException",
  URI_TOO_LONG: "URITooLongException",
  BODY_NOT_JSON: "UnsupportedMediaTypeException",
  MEDIA_TYPE: "UnsupportedMediaTypeException",
  UNEXPECTED: "ImplementationException",
};

const named = (exception: string, status: number): ProblemKind => ({
  type: `epcisException:${exception}`,
  status,
});

/** What a refusal is in EPCIS's words. What the standard has no word for (429) keeps ours. */
function exceptionOf(refusal: Refusal): ProblemKind {
  const listed = OF_CODE[refusal.code];
  if (listed !== undefined) return named(listed, STATUS[listed]);
  const kind = kindOf(refusal);
  switch (kind.status) {
    case 401:
    case 403:
      return named("SecurityException", kind.status);
    case 404:
      return named("NoSuchResourceException", 404);
    case 429:
      return kind;
    default:
      // Also what does not fit the state a pack is in: EPCIS has no other word for an event that can't be.
      return named("ValidationException", 400);
  }
}

/** What an event of a document is refused with: nothing it names is a resource that the caller asked for. */
export function captureException(refusal: Refusal): ProblemKind {
  const kind = exceptionOf(refusal);
  return kind.status === 404 ? named("ValidationException", 400) : kind;
}

export const captureProblem = (refusal: Refusal): Response =>
  problemOf(captureException(refusal), refusal, {});

export const epcisProblem = (refusal: Refusal, extra: ProblemExtra = {}): Response =>
  problemOf(exceptionOf(refusal), refusal, extra);
