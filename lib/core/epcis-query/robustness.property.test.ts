import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { conditionsOf } from "./conditions";
import { matches } from "./matches";
import { orderEvents } from "./order-events";
import { parseQuery } from "./parse-query";
import type { EventQuery } from "./query";
import { parseSubscription } from "./schedule";

describe("whatever comes in as a query", () => {
  it("is read or refused, never thrown at, whatever its names and values", () => {
    const names = fc.oneof(
      fc.string(),
      fc
        .tuple(
          fc.constantFrom("EQ_", "GE_", "MATCH_", "WD_", "EXISTS_INNER_", "HASATTR_", "EQATTR_"),
          fc.string(),
        )
        .map((parts) => parts.join("")),
      fc.constantFrom(
        "EQ_bizStep",
        "MATCH_anyEPC",
        "GE_eventTime",
        "EQ_ILMD_cbvmda:x",
        "EQ_quantity",
        "orderBy",
        "maxEventCount",
        "EQ_bizTransaction_po",
      ),
    );
    const value = fc.oneof(fc.string(), fc.constant("urn:epc:idpat:sgtin:*.*.*"), fc.double().map(String));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(names, value), { selector: ([name]) => name }),
        fc.dictionary(names, fc.jsonValue()),
        (url, json) => {
          for (const query of [parseQuery({ url }), parseQuery({ json: json as JsonObject })])
            if (query.ok) answer(query.value, json as JsonObject);
            else expect(query.refusal.code).toBe("QUERY_PARAMETER");
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is a subscription or refused", () => {
    const member = fc.constantFrom(
      "schedule",
      "stream",
      "reportIfEmpty",
      "initialRecordTime",
      "hour",
      "dayOfWeek",
    );
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("1", "[1-5]", "1,[3-4]", "true"));
    fc.assert(
      fc.property(fc.dictionary(member, value), (members) => {
        const parsed = parseSubscription(members as JsonObject);
        if (!parsed.ok) expect(parsed.refusal.code).toBe("SUBSCRIPTION_CONTROLS");
      }),
    );
  });
});

function answer(query: EventQuery, event: JsonObject): void {
  matches(query, event);
  orderEvents(query, [event, {}]);
  conditionsOf(query);
}
