import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as captures from "@/app/api/epcis/capture/route";
import * as oneEvent from "@/app/api/epcis/events/[eventID]/route";
import * as events from "@/app/api/epcis/events/route";
import { POST as releaseBatch } from "@/app/api/v1/batches/[id]/release/route";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { commissionContainers, commissionPacks } from "@/lib/core/epcis/pharma/commission";
import { documentOf, PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { packUnits } from "@/lib/core/epcis/pharma/packing";
import { businessTransactionId, receive, ship } from "@/lib/core/epcis/pharma/shipping";
import { supply } from "@/lib/core/epcis/pharma/supply";
import { writeXml } from "@/lib/core/epcis/xml/write-document";
import { packLink, ssccLink } from "@/lib/core/gs1/link";
import { makeSscc } from "@/lib/core/gs1/sscc";
import { audited } from "@/lib/db/owner/fsck/testing/audited";
import { JOB_HANDLERS } from "@/lib/jobs/job-handlers";
import { WAITS_AT_MOST } from "@/lib/operations/capture-in";
import { browser } from "@/lib/web/testing/browser";
import { addKey } from "@/lib/web/testing/key";
import { facts, GTIN, openTrade, side, type Trade } from "./testing/trade";

let close: Trade["close"];
let at: Trade["at"];
let system: Trade["system"];
let maker: Trade["maker"];
let pharmacy: Trade["pharmacy"];
let line: Trade["line"];
let counter: Trade["counter"];
let keyed: string;

beforeAll(async () => {
  const trade = await openTrade();
  ({ at, system, close, maker, pharmacy, line, counter } = trade);
  keyed = await addKey(at, trade.seat, { scopes: ["capture-events", "export-pack"] });
});
afterAll(() => close());

let numbers = 0;
const alone = (event: PharmaEvent): JsonObject => ({
  "@context": PACKPROOF_CONTEXT,
  ...(event as unknown as JsonObject),
});
const document = (list: readonly PharmaEvent[]) => documentOf(list, new Date().toISOString());
const sscc = () => {
  const made = makeSscc(3, "9520101", ++numbers);
  if (!made.ok) throw new Error("No SSCC");
  return ssccLink(made.value);
};

/** A lot of a line in one document: packs, their case, all of them in it. */
function lot(count: number) {
  const number = `L${++numbers}`;
  const packs = Array.from({ length: count }, (_, i) => packLink(GTIN, `${number}-${i}`));
  const box = sscc();
  const told = [
    commissionPacks({ ...facts(maker), epcs: packs, lotNumber: number, itemExpirationDate: "2031-03-31" }),
    commissionContainers({ ...facts(maker), epcs: [box] }),
    packUnits({ ...facts(maker), parent: box, children: packs }),
  ];
  return { number, packs, box, told };
}
const states = async (packs: readonly string[]) => {
  const rows = await at.sql<{ state: string; n: number }>(
    "select state, count(*)::int as n from epc where link = any($1) group by 1",
    [packs],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};
async function release(number: string): Promise<void> {
  const [batch] = await at.sql<{ id: string }>("select id from batch where number = $1", [number]);
  const { status } = await line(releaseBatch, { params: { id: batch?.id ?? "" }, body: { entry: "api" } });
  expect(status).toBe(200);
}

describe("POST /events", () => {
  it("captures an event at once: 201, Location, and its own document is there", async () => {
    const { told } = lot(2);
    const [made] = told;
    if (!made) throw new Error("No event");
    const answered = await system.one(line, alone(made));
    expect([answered.status, answered.json]).toEqual([
      201,
      { eventID: made.eventID, "packproof:effect": "applied" },
    ]);
    expect(answered.headers.get("location")).toBe(
      `http://localhost:3000/api/epcis/events/${encodeURIComponent(made.eventID)}`,
    );
    const found = await line(oneEvent.GET, { method: "GET", params: { eventID: made.eventID } });
    expect(found.text).toContain(made.eventTime);
    const again = await system.one(line, alone(made));
    expect([again.status, again.json["packproof:effect"]]).toEqual([201, "known"]);
  });

  it("takes XML of EPCIS 2.0 and of 1.2, and a document of one event", async () => {
    for (const version of ["2.0", "1.2"] as const) {
      const { told } = lot(1);
      const xml = writeXml(document(told.slice(0, 1)) as unknown as JsonObject, { version, cbv: "urn" });
      if (!xml.ok) throw new Error(xml.refusal.message);
      const headers = { "content-type": "application/xml", "GS1-EPCIS-Version": version };
      const { status, text } = await system.one(line, xml.value, headers);
      expect([status, status === 201 ? "" : text]).toEqual([201, ""]);
    }
  });

  it("refuses what the ledger refuses, as an exception, and shows it to nobody else", async () => {
    const { packs } = lot(1);
    const event = supply({ ...facts(pharmacy), epcs: packs });
    const { status, json } = await system.one(counter, alone(event));
    expect([status, json.type, json.code]).toEqual([
      400,
      "epcisException:ValidationException",
      "SERIAL_UNKNOWN",
    ]);
    const kept = await at.sql<{ org_id: string; refusal: { code: string } }>(
      "select org_id, refusal from capture where name = $1",
      [event.eventID],
    );
    expect(kept).toMatchObject([{ org_id: pharmacy.orgId, refusal: { code: "SERIAL_UNKNOWN" } }]);
    for (const who of [counter, line]) {
      const found = await who(oneEvent.GET, { method: "GET", params: { eventID: event.eventID } });
      expect(found.status).toBe(404);
    }
  });

  it("keeps an early receipt with 202, and one eventID for one event with 409", async () => {
    const { packs } = lot(1);
    const early = receive({ ...facts(pharmacy), epcs: packs, from: side(maker), to: side(pharmacy) });
    const pending = await system.one(counter, alone(early));
    expect([pending.status, pending.json["packproof:effect"]]).toEqual([202, "pending"]);
    const foreign = supply({ ...facts(pharmacy), epcs: [packLink("04012345000009", "1")] });
    expect((await system.one(counter, alone(foreign))).json["packproof:effect"]).toBe("observed");
    const other = { ...alone(foreign), epcList: [packLink("04012345000009", "2")] };
    const { status, json } = await system.one(counter, other);
    expect([status, json.type]).toEqual([409, "epcisException:ResourceAlreadyExistsException"]);
  });

  it.each([
    ["several events", () => document(lot(1).told), "application/json", 400, "ValidationException"],
    ["no event at all", () => document([]), "application/json", 400, "ValidationException"],
    ["another type than it says", () => document([]), "application/xml", 400, "ValidationException"],
    ["no JSON", () => "{", "application/json", 400, "ValidationException"],
    ["a type it doesn't take", () => "x", "text/csv", 415, "UnsupportedMediaTypeException"],
  ])("refuses %s", async (_what, body, type, status, exception) => {
    const answered = await system.one(line, body(), { "content-type": type });
    expect([answered.status, answered.json.type]).toEqual([status, `epcisException:${exception}`]);
  });

  it("asks for the scope of a key, and of the operation behind the event besides", async () => {
    const { told } = lot(1);
    const [made] = told;
    if (!made) throw new Error("No event");
    const headers = { authorization: keyed };
    const { status, json } = await system.one(browser(), alone(made), headers);
    expect([status, json.type, json.facts?.scope]).toEqual([
      403,
      "epcisException:SecurityException",
      "create-batch",
    ]);
    expect((await system.one(browser(), alone(made))).status).toBe(401);
  });
});

describe("OPTIONS", () => {
  it.each([
    ["/capture", captures.OPTIONS],
    ["/events", events.OPTIONS],
  ])("of %s says what may be captured", async (_path, handler) => {
    const { status, headers } = await browser()(handler, { method: "OPTIONS" });
    expect([status, headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
    expect(headers.get("GS1-EPCIS-Capture-Limit")).toBe("50000");
    expect(headers.get("GS1-EPCIS-Capture-File-Size-Limit")).toBe(String(64 * 1024 * 1024));
    expect(headers.get("GS1-Capture-Error-Behaviour")).toBe("rollback");
  });
});

describe("POST /capture", () => {
  it("is a job: 202, Location, and the whole document in its order", async () => {
    const { told, packs, box, number } = lot(30);
    const sent = await system.send(line, document(told));
    expect([sent.status, sent.text]).toEqual([202, ""]);
    const id = system.idOf(sent);
    expect(await system.job(line, id)).toMatchObject({ captureID: id, running: true, success: true });
    await system.work();
    const job = await system.job(line, id);
    expect(job).toMatchObject({
      running: false,
      success: true,
      captureErrorBehaviour: "rollback",
      errors: [],
    });
    expect(await states(packs)).toEqual({ ACTIVE: 30 });

    await release(number);
    const desadv = businessTransactionId(maker.gln, number);
    const handover = { from: side(maker), to: side(pharmacy), desadv };
    await system.captured(line, document([ship({ ...facts(maker), epcs: [box], ...handover })]));
    const arrived = await system.captured(
      counter,
      document([
        receive({ ...facts(pharmacy), epcs: [box], ...handover }),
        supply({ ...facts(pharmacy), epcs: packs.slice(0, 2) }),
      ]),
    );
    expect(arrived).toMatchObject({ success: true });
    expect(await states(packs)).toEqual({ ACTIVE: 28, SUPPLIED: 2 });
    expect(await audited(at.urls.ownerUrl)).toEqual([]);
  });

  it("takes in a receipt that waited, in the job that ships: rights are lent by the receipt alone", async () => {
    const { told, packs, box, number } = lot(2);
    await system.captured(line, document(told));
    await release(number);
    const handover = {
      from: side(maker),
      to: side(pharmacy),
      desadv: businessTransactionId(maker.gln, number),
    };
    const early = await system.captured(
      counter,
      document([receive({ ...facts(pharmacy), epcs: [box], ...handover })]),
    );
    expect(early).toMatchObject({ success: true, errors: [{ code: "NOT_SHIPPED_YET" }] });
    await system.captured(line, document([ship({ ...facts(maker), epcs: [box], ...handover })]));
    const [root] = await at.sql<{ holder_id: string; place: string }>(
      "select holder_id, place from epc where link = $1",
      [box],
    );
    expect(root).toEqual({ holder_id: pharmacy.orgId, place: "AT_SITE" });
    expect(await states(packs)).toEqual({ ACTIVE: 2 });
    expect(await audited(at.urls.ownerUrl)).toEqual([]);
  });

  it("gives a receipt up that has waited a day for its shipping", async () => {
    const { packs } = lot(1);
    const early = receive({ ...facts(pharmacy), epcs: packs, from: side(maker), to: side(pharmacy) });
    await system.captured(counter, document([early]));
    const effect = async () =>
      (
        await at.sql<{ effect: string; code: string }>(
          "select effect, refusal->>'code' as code from capture where name = $1",
          [early.eventID],
        )
      )[0];
    await system.expire(Date.now() + WAITS_AT_MOST - 60_000);
    expect(await effect()).toEqual({ effect: "pending", code: "NOT_SHIPPED_YET" });
    await system.expire(Date.now() + WAITS_AT_MOST);
    expect(await effect()).toEqual({ effect: "refused", code: "NEVER_SHIPPED" });
  });

  it("does all or nothing with rollback, and says of each event why", async () => {
    const { told, packs } = lot(3);
    const wrong = supply({ ...facts(maker), epcs: [packLink(GTIN, "NOBODY")] });
    const job = await system.captured(line, document([...told, wrong]));
    expect(job).toMatchObject({ running: false, success: false, captureErrorBehaviour: "rollback" });
    expect(job.errors.map(({ code }: { code: string }) => code)).toEqual([
      ...told.map(() => "DOCUMENT_REFUSED"),
      "FORBIDDEN_CAPABILITY",
    ]);
    expect(job.errors[3].instance).toBe(wrong.eventID);
    expect(await states(packs)).toEqual({});
    // Corrected, the same document goes through.
    expect(await system.captured(line, document(told))).toMatchObject({ success: true });
    expect(await states(packs)).toEqual({ ACTIVE: 3 });
  });

  it("goes as far as it can with proceed", async () => {
    const { told, packs } = lot(3);
    const wrong = supply({ ...facts(maker), epcs: packs.slice(0, 1) });
    const job = await system.captured(line, document([wrong, ...told]), "proceed");
    expect(job).toMatchObject({ success: false, captureErrorBehaviour: "proceed" });
    expect(job.errors.map(({ instance }: { instance: string }) => instance)).toEqual([wrong.eventID]);
    expect(await states(packs)).toEqual({ ACTIVE: 3 });
  });

  it("does nothing twice when the worker ends between two chunks, whatever was done", async () => {
    // What each lot needs comes a chunk before it: 500 events, or 10,000 units, are one.
    const filler = () =>
      Array.from({ length: 499 }, () =>
        supply({ ...facts(maker), epcs: [packLink("04012345000009", randomUUID().slice(0, 18))] }),
      );
    const lots = [lot(20), lot(20), lot(20)];
    const told = [0, 1, 2].flatMap((n) => [
      ...lots.flatMap((each) => each.told.slice(n, n + 1)),
      ...filler(),
    ]);
    const sent = await system.send(line, document(told), { "GS1-Capture-Error-Behaviour": "proceed" });
    const chunks = await at.sql("select n from job_chunk where job_id = $1", [system.idOf(sent)]);
    expect(chunks.length).toBeGreaterThan(3);
    // Each time it does one chunk, fails after the next one's work, and is taken for dead.
    for (let done = 0; done < chunks.length + 1; done++) {
      let worked = 0;
      const each = JOB_HANDLERS["capture-each"];
      const handlers = {
        ...JOB_HANDLERS,
        "capture-each": async (...call: Parameters<typeof each>) => {
          const result = await each(...call);
          if (++worked > 1) throw Object.assign(new Error("The power went"), { code: "57P01" });
          return result;
        },
      };
      await system.work({ handlers, lanes: 3 }).catch(() => undefined);
      await at.sql("update job set leased_until = now() - interval '1 hour' where state = 'running'");
    }
    await system.work();
    expect(await system.job(line, system.idOf(sent))).toMatchObject({
      running: false,
      success: true,
      errors: [],
    });
    const packs = lots.flatMap((each) => each.packs);
    expect(await states(packs)).toEqual({ ACTIVE: 60 });
    const names = told.map(({ eventID }) => eventID);
    const [{ n } = { n: 0 }] = await at.sql<{ n: number }>(
      "select count(*)::int as n from event where name = any($1)",
      [names],
    );
    expect(n).toBe(names.length);
    expect(await audited(at.urls.ownerUrl)).toEqual([]);
  }, 120_000);

  it("lists the organisation's captures, the latest first, and nobody else's", async () => {
    const mine = await line(captures.GET, { method: "GET", path: "/api/epcis/capture?perPage=2" });
    expect(mine.json).toHaveLength(2);
    expect(mine.headers.get("link")).toContain('rel="next"');
    const times = mine.json.map(({ createdAt }: { createdAt: string }) => createdAt);
    expect([...times].sort().reverse()).toEqual(times);
    const other = await system.job(counter, mine.json[0].captureID);
    expect([other.type, other.status]).toEqual(["epcisException:NoSuchResourceException", 404]);
    expect(await system.job(line, "no-such-capture")).toMatchObject({ status: 404, code: "CAPTURE_UNKNOWN" });
  });

  it.each([
    ["a behaviour nobody knows", { "GS1-Capture-Error-Behaviour": "hope" }, 400, "ValidationException"],
    ["too large a file", { "content-length": "99999999999" }, 413, "CaptureLimitExceededException"],
    ["another version", { "GS1-EPCIS-Version": "1.1" }, 406, "NotAcceptableException"],
  ])("refuses %s", async (_what, headers, status, exception) => {
    const answered = await system.send(line, document([]), headers as Record<string, string>);
    expect([answered.status, answered.json.type]).toEqual([status, `epcisException:${exception}`]);
  });
});
