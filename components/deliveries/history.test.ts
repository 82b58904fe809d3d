import { describe, expect, it } from "vitest";
import { eventId, orgId } from "@/lib/core/pack/ids";
import type { TraceEvent } from "@/lib/operations/reading-ports";
import { historyOf } from "./history";

const event = (bizStep: string, eventTime: number, change: Partial<TraceEvent> = {}): TraceEvent => ({
  eventId: eventId(`${bizStep}${eventTime}`),
  seq: "1",
  level: 0,
  party: true,
  mine: true,
  statement: {} as TraceEvent["statement"],
  type: "ObjectEvent",
  bizStep,
  disposition: null,
  registryState: null,
  eventTime,
  recordTime: eventTime,
  offset: "+01:00",
  organisation: "Nordkai Logistik",
  orgId: orgId("o"),
  site: "Dock",
  gln: null,
  entryMode: "wedge",
  person: null,
  leafIndex: "7",
  ...change,
});

describe("a delivery's history is its own, not its units'", () => {
  const way = [
    event("shipping", 1_000),
    event("receiving", 90_000),
    event("shipping", 200_000, { leafIndex: "9" }),
  ];

  it("takes the events at its own times only, newest first", () => {
    const history = historyOf({ state: "RECEIVED", shippedAt: 200_000, receivedAt: 260_000 }, way);
    expect(history.map(({ step, leafIndex }) => [step, leafIndex])).toEqual([
      ["receiving", null],
      ["shipping", "9"],
    ]);
  });

  it("stands on the delivery's own times where nothing else is told", () => {
    expect(historyOf({ state: "OPEN", shippedAt: 5, receivedAt: null }, [])).toEqual([
      { step: "shipping", at: 5, by: null, site: null, leafIndex: null },
    ]);
  });

  it("says when it was taken back", () => {
    const taken = [...way, event("void_shipping", 205_000, { person: "Aylin" })];
    const [first] = historyOf({ state: "VOIDED", shippedAt: 200_000, receivedAt: null }, taken);
    expect(first).toMatchObject({ step: "void_shipping", at: 205_000, by: "Aylin" });
  });
});
