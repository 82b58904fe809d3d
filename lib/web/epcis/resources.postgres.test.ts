import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answered } from "@/lib/web/testing/browser";
import { openTestWeb, type TestWeb } from "@/lib/web/testing/world";
import { asksOf, listOf, nextOf, refusedAs, serial, serials } from "./testing/asks";

let at: TestWeb;
beforeAll(async () => {
  at = await openTestWeb();
});
afterAll(() => at.close());
const someone = asksOf(() => at);

describe("GET /events/{eventID}", () => {
  it("answers with the event and the declarations of errors that have its id, in JSON and XML", async () => {
    const who = await someone("By id");
    const eventID = "urn:uuid:11111111-1111-4111-8111-111111111111";
    const declared = {
      declarationTime: "2026-01-03T00:00:00Z",
      reason: "https://ref.gs1.org/cbv/ER-incorrect_data",
    };
    await who.add({ ...serial("A"), eventID });
    await who.add({ ...serial("A"), eventID, errorDeclaration: declared });
    expect(
      listOf(await who.byId(eventID)).map(({ errorDeclaration }) => errorDeclaration !== undefined),
    ).toEqual([false, true]);
    expect((await who.byId(eventID, { accept: "application/xml" })).text).toContain(eventID);
    const other = await someone("Not by id");
    for (const id of [eventID, "urn:uuid:22222222-2222-4222-8222-222222222222", "nonsense"])
      expect(refusedAs(await other.byId(id))).toEqual([404, "epcisException:NoSuchResourceException"]);
  });

  it("finds an event without an id of its own by the one it has here, and by its hash", async () => {
    const who = await someone("Unnamed");
    const id = await who.add({ ...serial("A"), eventID: undefined });
    expect(serials(await who.byId(`urn:uuid:${id}`))).toEqual(["A"]);
    const hash = "ni:///sha-256;00?ver=CBV2.0";
    await at.sql("insert into event_name (event_id, member, value, type) values ($1, 'eventID', $2, '')", [
      id,
      hash,
    ]);
    expect(serials(await who.byId(hash))).toEqual(["A"]);
  });
});

describe("what events hold", () => {
  it("is listed, each once, a page at a time, of one's own events only", async () => {
    const [who, other] = [await someone("Lists"), await someone("Lists others")];
    const place = (id: string) => ({ id: `https://id.gs1.org/414/${id}` });
    await who.add({
      epcList: ["urn:x:1", "urn:x:2"],
      readPoint: place("9520101000019"),
      bizLocation: place("9520101000026"),
    });
    await who.add({ epcList: ["urn:x:2", "urn:x:3"], bizStep: "receiving", disposition: "in_progress" });
    await other.add({ epcList: ["urn:x:4"], bizStep: "destroying" });
    const lists = {
      eventTypes: ["ObjectEvent"],
      epcs: ["urn:x:1", "urn:x:2", "urn:x:3"],
      bizSteps: ["receiving", "shipping"],
      bizLocations: [place("9520101000026").id],
      readPoints: [place("9520101000019").id],
      dispositions: ["in_progress", "in_transit"],
    };
    for (const [resource, member] of Object.entries(lists)) {
      const { status, json } = await who.list(resource);
      expect([resource, status, json.type, json.member]).toEqual([resource, 200, "Collection", member]);
      const paged: string[] = [];
      for (let query = "?perPage=1"; query !== ""; ) {
        const page: Answered = await who.list(resource, query);
        paged.push(...page.json.member);
        query = nextOf(page);
      }
      expect(paged, resource).toEqual(member);
    }
  });

  it("leads to its events, and is 404 NoSuchResourceException where none has it", async () => {
    const [who, other] = [await someone("Leads"), await someone("Leads nowhere")];
    await who.add({
      ...serial("A"),
      readPoint: { id: "https://id.gs1.org/414/9520101000019" },
      bizLocation: { id: "urn:epc:id:sgln:9520101.00002.0" },
    });
    await who.add({ ...serial("B"), bizStep: "receiving", disposition: "in_progress", action: "ADD" });
    const things = [
      ["eventTypes", "ObjectEvent", ["A", "B"]],
      ["epcs", "urn:epc:id:sgtin:9520101.010001.A", ["A"]],
      ["bizSteps", "https://ref.gs1.org/cbv/BizStep-receiving", ["B"]],
      ["bizLocations", "https://id.gs1.org/414/9520101000026", ["A"]],
      ["readPoints", "urn:epc:id:sgln:9520101.00001.0", ["A"]],
      ["dispositions", "in_progress", ["B"]],
    ] as const;
    for (const [resource, value, found] of things) {
      expect((await who.one(resource, value)).json.member, resource).toEqual(["events"]);
      expect(serials(await who.of(resource, value)), resource).toEqual(found);
      for (const answered of [await other.one(resource, value), await other.of(resource, value)])
        expect(refusedAs(answered), resource).toEqual([404, "epcisException:NoSuchResourceException"]);
    }
    expect(serials(await who.of("eventTypes", "ObjectEvent", "?EQ_action=ADD"))).toEqual(["B"]);
    for (const answered of [
      await who.list("nonsense"),
      await who.one("bizSteps", "shiping"),
      await who.one("eventTypes", "AggregationEvent"),
      await who.of("bizSteps", "shipping|receiving"),
    ]) {
      expect(refusedAs(answered)).toEqual([404, "epcisException:NoSuchResourceException"]);
      expect(answered.json.code).toBe("RESOURCE_UNKNOWN");
    }
  });
});
