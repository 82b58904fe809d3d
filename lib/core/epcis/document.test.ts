import { describe, expect, it } from "vitest";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { eventsOf } from "./document";

const event = { type: "ObjectEvent", eventTime: "2026-11-03T08:15:30Z" };
const context = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"];

describe("eventsOf", () => {
  it("finds the events of a document, of a query's answer, and an event that stands alone", () => {
    const body = { eventList: [event, event] };
    expect(eventsOf({ "@context": context, type: "EPCISDocument", epcisBody: body })).toEqual({
      events: [event, event],
      context,
    });
    const results = { queryResults: { queryName: "q", resultsBody: { eventList: [event] } } };
    expect(eventsOf({ "@context": context, type: "EPCISQueryDocument", epcisBody: results })).toEqual({
      events: [event],
      context,
    });
    expect(eventsOf({ "@context": context, ...event })).toEqual({
      events: [{ "@context": context, ...event }],
      context,
    });
  });

  it("keeps the places of what is no event, so that a line names the one it means", () => {
    const parsed = parseExact(
      '{"type":"EPCISDocument","epcisBody":{"eventList":[1,null,{"type":"ObjectEvent"}]}}',
    );
    expect(parsed.ok && eventsOf(parsed.value)?.events).toEqual([{}, {}, { type: "ObjectEvent" }]);
  });

  it("finds nothing in other JSON", () => {
    for (const json of [
      null,
      [],
      "x",
      1,
      {},
      { type: "EPCISDocument" },
      { type: "EPCISDocument", epcisBody: [] },
    ])
      expect(eventsOf(json)).toBeNull();
  });
});
