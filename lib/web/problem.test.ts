import { describe, expect, it } from "vitest";
import { answer, problem, statusOf } from "./problem";

describe("a refusal over HTTP", () => {
  it.each([
    ["FORBIDDEN_ROLE", 403],
    ["FORBIDDEN_SITE", 403],
    ["FORBIDDEN_CROSS_SITE", 403],
    ["BATCH_UNKNOWN", 404],
    ["SHIPMENT_UNKNOWN", 404],
    ["STEP_UNKNOWN", 404],
    ["SHIPMENT_CLOSED", 409],
    ["ALREADY_SUPPLIED_HERE", 409],
    ["ALREADY_RECEIVED", 409],
    ["UNDO_TIME_EXCEEDED", 409],
    ["BLOCKED_UNIT", 409],
    ["NOT_IN_CUSTODY", 409],
    ["REQUEST_KEY_REUSED", 422],
    ["UNITS_MISSING", 422],
    ["A_CODE_OF_TOMORROW", 422],
    ["SIGNED_OUT", 401],
    ["INPUT_INVALID", 400],
    ["TOO_MANY_REQUESTS", 429],
    ["UNEXPECTED", 500],
  ])("%s has the status %i", (code, status) => expect(statusOf(code)).toBe(status));

  it("is problem+json that says what happened and what to do, and is never kept", async () => {
    const response = problem({
      code: "UNITS_MISSING",
      message: "2 of 24 packs were not scanned.",
      next: "Scan the rest, or report them missing.",
      facts: { missing: 2 },
    });
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      type: "https://packproof.org/problems/UNITS_MISSING",
      title: "2 of 24 packs were not scanned.",
      status: 422,
      detail: "Scan the rest, or report them missing.",
      code: "UNITS_MISSING",
      facts: { missing: 2 },
    });
  });

  it("keeps answers out of every cache, too", () => {
    expect(answer({}).headers.get("cache-control")).toBe("no-store");
  });
});
