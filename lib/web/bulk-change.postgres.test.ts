import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { GET as results } from "@/app/api/v1/jobs/[id]/results/route";
import { DELETE as cancel, GET as view } from "@/app/api/v1/jobs/[id]/route";
import { GET as list, POST as start } from "@/app/api/v1/jobs/route";
import { POST as exportPacks } from "@/app/api/v1/packs/export/route";
import { POST as pack } from "@/app/api/v1/units/pack/route";
import type { Capability, Role } from "@/lib/core/access/permissions";
import { packLink } from "@/lib/core/gs1/link";
import { CHUNK_ITEMS } from "@/lib/operations/job-ports";
import { type Browser, browser, signedIn } from "./testing/browser";
import { GTIN, numbered, openBulkWorld, pairs } from "./testing/bulk-world";
import { addKey } from "./testing/key";
import { addOrganisation, addPerson } from "./testing/world";

const {
  at,
  maker,
  orlaSeat,
  witness,
  orla,
  work,
  idOf,
  seen,
  done,
  newBatch,
  packsOf,
  statesOf,
  eventsOf,
  close,
} = await openBulkWorld();
afterAll(close);

describe("a job that changes packs", () => {
  it("does with each what a request about it does: state, event, unpacking, and one result a line", async () => {
    const serials = numbered("EX", 4);
    await packsOf(serials);
    const children = serials.slice(2).map((serial) => packLink(GTIN, serial));
    await orla(pack, { body: { parent: null, children, oneBatch: true, entry: "wedge" } });
    await orla(exportPacks, { body: { links: [packLink(GTIN, "EX0")], entry: "api" } });
    const { job, lines } = await done({
      kind: "export",
      items: [
        ...pairs(serials),
        `(01)${GTIN}(21)EX1(10)B1(17)290300`,
        [GTIN, "EX2"],
        [GTIN, "NOBODY"],
        "rubbish",
      ],
    });
    expect(job).toMatchObject({
      state: "done",
      done: 8,
      by: "Orla",
      summary: { done: 3, ALREADY_INACTIVE: 1, LISTED_TWICE: 2, SERIAL_UNKNOWN: 1, FORMAT_INVALID: 1 },
    });
    expect(lines.map(({ n, serial, result, code }) => [n, serial, result, code])).toEqual([
      [0, "EX0", "refused", "ALREADY_INACTIVE"],
      [1, "EX1", "done", null],
      [2, "EX2", "done", null],
      [3, "EX3", "done", null],
      [4, "EX1", "refused", "LISTED_TWICE"],
      [5, null, "refused", "LISTED_TWICE"],
      [6, "NOBODY", "refused", "SERIAL_UNKNOWN"],
      [7, null, "refused", "FORMAT_INVALID"],
    ]);
    expect(await statesOf(serials)).toEqual({ EXPORTED: 4 });
    expect(await eventsOf("EX2")).toEqual(["commissioning", "packing", "unpacking", "departing"]);
    const [event] = await at.sql("select entry_mode, person_id, capturer_id from event where id = $1", [
      lines[1].eventId,
    ]);
    expect(event).toEqual({
      entry_mode: "file",
      person_id: orlaSeat.personId,
      capturer_id: orlaSeat.orgId,
    });
  });

  it("comes as a table with every reason in words", async () => {
    const { id } = await done({ kind: "export", items: [[GTIN, "NOBODY"]] });
    const csv = await orla(results, { method: "GET", params: { id }, path: "/x?format=csv" });
    expect(csv.text).toBe(
      `n,gtin,serial,result,code,message,next,eventId\r\n0,${GTIN},NOBODY,refused,SERIAL_UNKNOWN,This serial number is not registered for this product.,Put the pack in quarantine and open the alert.,\r\n`,
    );
  });

  it("has every verb of packs, and undoes what it did", async () => {
    const serials = numbered("VE", 6);
    const batchId = await packsOf(serials, false);
    const one = (serial: string) => ({ items: pairs([serial]) });
    await done({ kind: "void", ...one("VE0") });
    await orla(release, { params: { id: batchId }, body: { entry: "typed" } });
    await done({ kind: "sample", ...one("VE1") });
    await done({ kind: "free-sample", ...one("VE2") });
    await done({ kind: "lock", ...one("VE3") });
    await done({ kind: "destroy", witness: witness.personId, ...one("VE4") });
    expect(await statesOf(serials)).toEqual({
      VOID: 1,
      SAMPLE: 1,
      FREE_SAMPLE: 1,
      LOCKED: 1,
      DESTROYED: 1,
      ACTIVE: 1,
    });
    await done({ kind: "unlock", ...one("VE3") });
    const undo = { kind: "undo", undoes: "SAMPLE", declaredNotHandedOver: true };
    const { job } = await done({ ...undo, items: pairs(serials) });
    expect(job.summary).toEqual({ done: 1, UNDO_TERMINAL: 2, UNDO_STATE_MISMATCH: 3 });
    expect(await statesOf(serials)).toEqual({ VOID: 1, FREE_SAMPLE: 1, DESTROYED: 1, ACTIVE: 3 });
  });

  it("is refused at once when no pack of it could be done: a destruction without a witness", async () => {
    for (const [who, code] of [
      [null, "WITNESS_MISSING"],
      [orlaSeat.personId, "SAME_PERSON"],
      [randomUUID(), "WITNESS_UNKNOWN"],
    ]) {
      const body = { kind: "destroy", witness: who, items: pairs(["VE5"]) };
      const { json } = await orla(start, { body });
      expect(json.code).toBe(code);
    }
    expect(await work()).toBe(false);
  });

  it("supplies by the counter's decision, counts tries again and raises the alert they end in", async () => {
    const serials = numbered("SU", 3);
    await packsOf(serials);
    const shop = await addOrganisation(at, "Linden", { capability: "pharmacy" });
    const emil = await signedIn(await addPerson(at, shop, { roles: ["operator"] }));
    // No tracking site possesses them any more: counted in by the supply itself.
    await at.sql("update site set custody_from = null where id = $1", [maker.siteId]);
    try {
      const supply = {
        kind: "dispense",
        items: [...pairs(serials), `(01)${GTIN}(21)SU9(10)WRONG(17)290300`],
      };
      const { job } = await done(supply, emil);
      expect(job.summary).toEqual({ done: 3, SERIAL_UNKNOWN: 1 });
      expect(await statesOf(serials)).toEqual({ SUPPLIED: 3 });
      const again = [];
      for (let i = 0; i < 3; i++) {
        const { lines } = await done({ kind: "dispense", items: pairs(["SU0"]) }, emil);
        again.push(lines[0].code);
      }
      expect(again).toEqual(["ALREADY_SUPPLIED_HERE", "ALREADY_SUPPLIED_HERE", "ALREADY_INACTIVE"]);
      expect(await at.sql("select cause from alert where serial = 'SU0'")).toEqual([
        { cause: "ALREADY_INACTIVE" },
      ]);
    } finally {
      await at.sql("update site set custody_from = '2020-01-01' where id = $1", [maker.siteId]);
    }
  });
});

describe("a job that makes packs", () => {
  it("makes the serials of a list, and says which it could not and why", async () => {
    const batchId = await newBatch();
    const list = ["CO1", "CO2", "CO1", "no good", "EX0"];
    const { job, lines } = await done({ kind: "commission", batchId, serials: { import: list } });
    expect(job.summary).toEqual({ done: 2, LISTED_TWICE: 1, SERIALS_INVALID: 1, DUPLICATE_SERIAL: 1 });
    expect(lines.map(({ serial, result }) => [serial, result])).toEqual([
      ["CO1", "done"],
      ["CO2", "done"],
      [null, "refused"],
      ["no good", "refused"],
      ["EX0", "refused"],
    ]);
    expect(await statesOf(list)).toEqual({ ACTIVE: 2, EXPORTED: 1 });
    expect(await eventsOf("CO1")).toEqual(["commissioning"]);
  });

  it("makes as many as were asked for, in several chunks, with serials of its own", async () => {
    const batchId = await newBatch();
    const count = CHUNK_ITEMS + 3;
    const { job, lines } = await done({ kind: "commission", batchId, serials: { generate: count } });
    expect(job).toMatchObject({ state: "done", total: count, summary: { done: count } });
    expect(new Set(lines.map(({ serial }) => serial)).size).toBe(count);
    const [row] = await at.sql<{ n: number }>("select count(*)::int as n from epc where batch_id = $1", [
      batchId,
    ]);
    expect(row?.n).toBe(count);
  });

  it("is refused at once for a batch that is closed or somebody else's, and refuses all once it closes", async () => {
    const closed = await packsOf(["CL1"]);
    const body = (batchId: string) => ({ kind: "commission", batchId, serials: { import: ["CL2"] } });
    expect((await orla(start, { body: body(closed) })).json.code).toBe("BATCH_CLOSED");
    expect((await orla(start, { body: body(randomUUID()) })).json.code).toBe("BATCH_UNKNOWN");
    const open = await packsOf(["CL3"], false);
    const id = await idOf(body(open));
    await orla(release, { params: { id: open }, body: { entry: "typed" } });
    await work();
    expect(await seen(id)).toMatchObject({ state: "done", summary: { BATCH_CLOSED: 1 } });
    expect(await statesOf(["CL2"])).toEqual({});
  });
});

describe("who may see and stop a job", () => {
  const seatOf = async (capability: Capability, roles: readonly Role[]) =>
    addPerson(at, await addOrganisation(at, `${capability} ${roles} ${randomUUID()}`, { capability }), {
      roles,
    });

  it("is whoever may do what it does, and nobody of another organisation", async () => {
    await packsOf(["WH1"]);
    const id = await idOf({ kind: "lock", items: pairs(["WH1"]) });
    const operator = await signedIn(await addPerson(at, maker, { roles: ["operator"] }));
    const stranger = await signedIn(await seatOf("holder", ["lead"]));
    for (const [handler, method] of [
      [view, "GET"],
      [cancel, "DELETE"],
      [results, "GET"],
    ] as const) {
      const at = { method, params: { id } };
      expect((await operator(handler, at)).json.code).toBe("FORBIDDEN_ROLE");
      expect((await stranger(handler, at)).json.code).toBe("JOB_UNKNOWN");
    }
    expect((await seen(id)).state).toBe("queued");
    await work();
    expect(await statesOf(["WH1"])).toEqual({ LOCKED: 1 });
  });

  it("starts nothing that its own request would refuse", async () => {
    const pharmacist = await signedIn(await seatOf("pharmacy", ["responsible"]));
    const body = { kind: "export", items: pairs(["WH1"]) };
    expect((await pharmacist(start, { body })).json.code).toBe("FORBIDDEN_CAPABILITY");
    const key = await addKey(at, orlaSeat, { scopes: ["verify-pack"] });
    const keyed = await browser()(start, { body, headers: { authorization: key } });
    expect([keyed.json.code, keyed.json.facts.scope]).toEqual(["FORBIDDEN_SCOPE", "export-pack"]);
  });

  it("lists the organisation's jobs, the latest first, page by page, of the kinds one may do", async () => {
    const org = await addOrganisation(at, "Pages", { capability: "wholesaler" });
    const seat = await addPerson(at, org, { roles: ["lead"] });
    const lead = await signedIn(seat);
    const operator = await signedIn(await addPerson(at, org, { roles: ["operator"] }));
    const ids: string[] = [];
    for (const kind of ["verify", "lock", "export"])
      ids.unshift(await idOf({ kind, items: pairs(["X"]) }, lead));
    const page = async (as: Browser, query = "") =>
      (await as(list, { method: "GET", path: `/x${query}` })).json;
    const first = await page(lead, "?limit=2");
    expect(first.jobs.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    const second = await page(lead, `?limit=2&before=${first.next}`);
    expect([second.jobs.map(({ id }: { id: string }) => id), second.next]).toEqual([ids.slice(2), null]);
    expect((await page(operator)).jobs.map(({ kind }: { kind: string }) => kind)).toEqual([
      "export",
      "verify",
    ]);
    const key = await addKey(at, seat, { scopes: ["export-pack"] });
    const keyed = await browser()(list, { method: "GET", path: "/x", headers: { authorization: key } });
    expect(keyed.json.jobs.map(({ kind }: { kind: string }) => kind)).toEqual(["export"]);
    for (let i = 0; i < ids.length; i++) await work();
  });
});
