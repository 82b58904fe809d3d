import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as checkImport } from "@/app/api/v1/batches/[id]/packs/check/route";
import { POST as commission, GET as listPacks } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as releaseHold } from "@/app/api/v1/holds/[id]/release/route";
import { POST as dispense } from "@/app/api/v1/packs/dispense/route";
import { POST as quarantine } from "@/app/api/v1/packs/quarantine/route";
import { GET as trace } from "@/app/api/v1/packs/trace/route";
import { POST as undo } from "@/app/api/v1/packs/undo/route";
import { POST as verify } from "@/app/api/v1/packs/verify/route";
import { GET as product } from "@/app/api/v1/products/[gtin]/route";
import { POST as receive } from "@/app/api/v1/shipments/[id]/receipt/route";
import { GET as delivery } from "@/app/api/v1/shipments/[id]/route";
import { POST as voidShipment } from "@/app/api/v1/shipments/[id]/void/route";
import { POST as checkShipment } from "@/app/api/v1/shipments/check/route";
import { POST as findDelivery } from "@/app/api/v1/shipments/find/route";
import { POST as ship } from "@/app/api/v1/shipments/route";
import { POST as countIn } from "@/app/api/v1/units/count-in/route";
import { POST as find } from "@/app/api/v1/units/find/route";
import { POST as foundUnit } from "@/app/api/v1/units/found/route";
import { POST as pack } from "@/app/api/v1/units/pack/route";
import { POST as unpack } from "@/app/api/v1/units/unpack/route";
import { matchReceipt } from "@/lib/core/custody/expectations";
import { packLink } from "@/lib/core/gs1/link";
import { MAX_BODY_BYTES } from "./body";
import { type Browser, signedIn } from "./testing/browser";
import {
  addOrganisation,
  addPerson,
  addProduct,
  openTestWeb,
  type TestOrganisation,
  type TestWeb,
} from "./testing/world";

const GTIN = "09520101100016";
const EXPIRY = "2029-03-31";
const serials = Array.from({ length: 30 }, (_, i) => `SER${String(i).padStart(5, "0")}`);
const linkOf = (i: number) => packLink(GTIN, serials[i] ?? "");
const read = (i: number) => ({
  gtin: GTIN,
  serial: serials[i] ?? "",
  batch: "TX1",
  expiry: EXPIRY,
  printConfirmed: false,
  entry: "camera",
});

let at: TestWeb;
let maker: TestOrganisation;
let pharmacy: TestOrganisation;
let stranger: TestOrganisation;
let productId: string;
let orla: Browser;
let vera: Browser;
let emil: Browser;
let batchId: string;
let caseLink: string;
let shipmentId: string;

beforeAll(async () => {
  at = await openTestWeb();
  maker = await addOrganisation(at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  pharmacy = await addOrganisation(at, "Linden", { capability: "pharmacy" });
  stranger = await addOrganisation(at, "Hafen", { capability: "pharmacy" });
  productId = (await addProduct(at, maker, { gtin: GTIN })).id;
  const all = { roles: ["operator", "lead", "responsible"] } as const;
  orla = await signedIn(await addPerson(at, maker, all));
  vera = await signedIn(await addPerson(at, pharmacy, all));
  emil = await signedIn(await addPerson(at, stranger, all));
});
afterAll(() => at.close());

const entry = "camera";
const order = (change: object = {}) => ({
  receiverSiteId: pharmacy.siteId,
  orderNumber: "PO 7/1",
  purpose: "sale",
  units: [caseLink, linkOf(24)],
  takeOff: false,
  entry,
  ...change,
});

/** In the order they are written: the tests of this file are one story. */
describe("a pack's way, over HTTP", () => {
  it("starts with a batch, whose number is taken once", async () => {
    const body = { productId, number: "TX1", expiryPrinted: "290300", plannedSize: 30 };
    const made = await orla(createBatch, { body });
    expect(made.status).toBe(200);
    batchId = made.json.batchId;
    const again = await orla(createBatch, { body });
    expect([again.status, again.json.code]).toEqual([409, "BATCH_NUMBER_TAKEN"]);
    const past = await orla(createBatch, { body: { ...body, number: "TX0", expiryPrinted: "200100" } });
    expect([past.status, past.json.code]).toEqual([422, "EXPIRY_INVALID"]);
  });

  it("shows what an import would do, row by row, and writes nothing", async () => {
    const list = [...serials, "SER00000", "with space", ""];
    const dry = await orla(checkImport, { params: { id: batchId }, body: { serials: list } });
    expect(dry.json.fresh).toHaveLength(30);
    expect(dry.json.duplicates).toEqual([]);
    expect(dry.json.rejected.map(({ row }: { row: number }) => row)).toEqual([31, 32, 33]);
    const refused = await orla(commission, {
      params: { id: batchId },
      body: { serials: { import: list }, entry: "file" },
    });
    expect([refused.status, refused.json.code, refused.json.facts.row]).toEqual([422, "SERIALS_INVALID", 31]);
    expect(await at.sql("select count(*)::int as n from epc")).toEqual([{ n: 0 }]);
  });

  it("commissions packs once, however often the request is repeated", async () => {
    const request = {
      params: { id: batchId },
      body: { serials: { import: serials }, entry: "file" },
      headers: { "idempotency-key": randomUUID() },
    };
    const [first, second] = await Promise.all([orla(commission, request), orla(commission, request)]);
    const third = await orla(commission, request);
    expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
    expect([second.json, third.json]).toEqual([first.json, first.json]);
    expect(first.json.serials).toEqual(serials);
    expect(await at.sql("select count(*)::int as n from epc")).toEqual([{ n: 30 }]);
    expect(await at.sql("select count(*)::int as n from event")).toEqual([{ n: 1 }]);

    const reused = await orla(commission, { ...request, body: { serials: { generate: 1 }, entry: "file" } });
    expect([reused.status, reused.json.code]).toEqual([422, "REQUEST_KEY_REUSED"]);
    const dry = await orla(checkImport, { params: { id: batchId }, body: { serials: ["SER00000", "NEW1"] } });
    expect(dry.json).toMatchObject({ fresh: ["NEW1"], duplicates: [{ row: 1, serial: "SER00000" }] });
  });

  it("lists its packs page by page", async () => {
    const page = (after: string) =>
      orla(listPacks, { method: "GET", path: `/x?after=${after}&limit=20`, params: { id: batchId } });
    const first = await page("0");
    const second = await page(first.json.at(-1).id);
    expect([first.json.length, second.json.length]).toEqual([20, 10]);
    const foreign = await emil(listPacks, { method: "GET", params: { id: batchId } });
    expect(foreign.json).toEqual([]);
  });

  it("goes into a case that gets its own number", async () => {
    const packed = await orla(pack, {
      body: { parent: null, children: serials.slice(0, 24).map((_, i) => linkOf(i)), oneBatch: true, entry },
    });
    expect(packed.json).toMatchObject({ count: 24, sscc: expect.stringMatching(/^\d{18}$/) });
    caseLink = packed.json.link;
    const found = await orla(find, {
      body: { links: [caseLink, linkOf(0), linkOf(29), packLink(GTIN, "NO")] },
    });
    expect(found.json).toMatchObject([
      { kind: "sscc", here: true, packs: 24, batch: "TX1", product: "Ternavex 10 mg", lastValidDay: EXPIRY },
      { kind: "sgtin", here: true, parentLink: caseLink, state: "ACTIVE", packs: 1 },
      { kind: "sgtin", here: true, parentLink: null },
      { known: false, standing: null },
    ]);
  });

  it("does not leave before its batch is signed free, and the check says so beforehand", async () => {
    const {
      entry: _e,
      takeOff: _t,
      orderNumber: _o,
      ...asked
    } = order({ units: [caseLink, linkOf(0), packLink(GTIN, "NO")] });
    const dry = await orla(checkShipment, { body: asked });
    expect(dry.json).toMatchObject({
      receiver: { organisation: "Linden", licensed: true },
      packs: 24,
      unknown: [packLink(GTIN, "NO")],
      away: [],
      packed: [],
      blocked: [{ link: caseLink, reason: "BATCH_UNRELEASED", batch: "TX1", count: 24 }],
    });
    const refused = await orla(ship, { body: order() });
    expect([refused.status, refused.json.code]).toEqual([409, "BLOCKED_UNIT"]);
    expect((await orla(release, { params: { id: batchId }, body: { entry } })).json).toEqual({
      changed: true,
    });
  });

  it("leaves with a delivery that only its receiver finds", async () => {
    const shipped = await orla(ship, { body: order() });
    expect(shipped.json).toMatchObject({ packs: 25, units: 2, receiver: "Linden" });
    shipmentId = shipped.json.shipmentId;
    expect((await vera(findDelivery, { body: { link: linkOf(3) } })).json).toEqual({ shipmentId });
    expect((await emil(findDelivery, { body: { link: linkOf(3) } })).json).toEqual({ shipmentId: null });
    const hidden = await emil(delivery, { method: "GET", params: { id: shipmentId } });
    expect([hidden.status, hidden.json.code]).toEqual([404, "SHIPMENT_UNKNOWN"]);
    const shown = await vera(delivery, { method: "GET", params: { id: shipmentId } });
    expect(shown.json).toMatchObject({ toHere: true, fromHere: false, sender: { organisation: "Lindhof" } });
    expect(shown.json.units).toHaveLength(26);
    expect(matchReceipt(shown.json.units, [caseLink]).packs).toEqual({
      expected: 25,
      received: 24,
      missing: 1,
    });
  });

  it("is 'elsewhere' to a stranger who scans it: not where, not what batch", async () => {
    const found = await emil(find, { body: { links: [linkOf(0), caseLink] } });
    for (const unit of found.json) {
      expect(unit).toMatchObject({
        known: true,
        here: false,
        standing: "ELSEWHERE",
        state: null,
        batch: null,
        parentLink: null,
        packs: null,
      });
    }
  });

  it("is received; what is missing must be said", async () => {
    const body = { scans: [caseLink], reportMissing: false, entry };
    const short = await vera(receive, { params: { id: shipmentId }, body });
    expect([short.status, short.json.code, short.json.facts]).toEqual([
      422,
      "UNITS_MISSING",
      { missing: 1, received: 24 },
    ]);
    const done = await vera(receive, { params: { id: shipmentId }, body: { ...body, reportMissing: true } });
    expect(done.json).toMatchObject({ packs: 24, missing: 1, overage: 0 });
    const twice = await vera(receive, { params: { id: shipmentId }, body });
    expect(twice.status).toBe(409);
    const late = await orla(voidShipment, { params: { id: shipmentId }, body: { entry } });
    expect([late.status, late.json.code]).toEqual([409, "SHIPMENT_CLOSED"]);
  });

  it("is verified, dispensed once, and given back", async () => {
    expect((await vera(verify, { body: { reading: read(0) } })).json.verdict.kind).toBe("VERIFIED");
    const both = await Promise.all([0, 0].map((i) => vera(dispense, { body: { reading: read(i) } })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const copy = await emil(verify, { body: { reading: read(0) } });
    expect(copy.json.verdict.kind).toBe("STOP");
    const noPromise = { links: [linkOf(0)], undoes: "SUPPLIED", declaredNotHandedOver: false, entry };
    expect((await vera(undo, { body: noPromise })).status).toBe(409);
    expect((await vera(undo, { body: { ...noPromise, declaredNotHandedOver: true } })).status).toBe(200);
  });

  it("is set aside when something is wrong with it", async () => {
    const other = { ...read(1), batch: "TX9" };
    const aside = await vera(quarantine, { body: { reading: other, cause: "BATCH_MISMATCH", entry } });
    expect(aside.json).toMatchObject({ held: true });
    expect((await vera(verify, { body: { reading: read(1) } })).json.verdict.kind).not.toBe("VERIFIED");
    const [held] = (await vera(trace, { method: "GET", path: `/x?link=${encodeURIComponent(linkOf(1))}` }))
      .json.unit.holds;
    const free = { params: { id: held.id }, body: { link: linkOf(1), entry } };
    expect((await emil(releaseHold, free)).status).toBe(409);
    expect((await vera(releaseHold, free)).json).toEqual({ link: linkOf(1) });
    expect((await vera(releaseHold, free)).json.code).toBe("HOLD_UNKNOWN");
  });

  it("comes out of its case at the place where it stands", async () => {
    const out = await vera(unpack, { body: { parent: caseLink, children: [linkOf(2)], entry } });
    expect(out.json).toEqual({ count: 1 });
    const stolen = await emil(unpack, { body: { parent: caseLink, children: [], entry } });
    expect([stolen.status, stolen.json.code]).toEqual([409, "NOT_IN_CUSTODY"]);
  });

  it("is found after it was reported missing, by either side", async () => {
    const found = await orla(foundUnit, { body: { link: linkOf(24), entry } });
    expect(found.json).toMatchObject({ at: "sender", packs: 1 });
    const twice = await orla(foundUnit, { body: { link: linkOf(24), entry } });
    expect([twice.status, twice.json.code]).toEqual([409, "NOT_REPORTED_MISSING"]);
    const stock = await orla(countIn, { body: { units: [linkOf(24)], entry } });
    expect(stock.json).toEqual({ counted: 0, already: 1 });
  });

  it("shows its way to those who had it, and who to ask to the others", async () => {
    const path = `/x?link=${encodeURIComponent(linkOf(0))}`;
    const mine = await vera(trace, { method: "GET", path });
    expect(mine.json.unit).toMatchObject({ standing: "HERE", serial: serials[0] });
    expect(mine.json.events.length).toBeGreaterThan(4);
    const none = await emil(trace, { method: "GET", path });
    expect(none.json).toEqual({ unit: null, events: null, owner: "Lindhof" });
    const unknown = await emil(trace, {
      method: "GET",
      path: "/x?link=https://id.gs1.org/01/09520101100016/21/NO",
    });
    expect([unknown.status, unknown.json.code]).toEqual([404, "UNIT_UNKNOWN"]);
  });

  it("tells its maker that it is elsewhere, and not in whose case", async () => {
    const path = `/x?link=${encodeURIComponent(linkOf(3))}`;
    const made = await orla(trace, { method: "GET", path });
    expect(made.json.unit).toMatchObject({ standing: "ELSEWHERE", parentLink: null });
  });

  it("has a product that a plain bar code leads to", async () => {
    const found = await vera(product, { method: "GET", params: { gtin: "9520101100016" } });
    expect(found.json).toMatchObject({ name: "Ternavex", serialised: true });
    expect((await vera(product, { method: "GET", params: { gtin: "12345678901231" } })).json).toBeNull();
  });
});

describe("a request that isn't well formed", () => {
  const params = { id: "not-an-id" };

  it("names the fields, and repeats no value of them", async () => {
    const { status, json, text } = await orla(commission, {
      params,
      body: { serials: { import: ["GEHEIM1"] }, entry: "guess", more: 1 },
    });
    expect([status, json.code]).toEqual([400, "INPUT_INVALID"]);
    expect(json.issues.map(({ path }: { path: string }) => path).sort()).toEqual(["", "entry", "id"]);
    expect(text).not.toMatch(/GEHEIM1|not-an-id/);
  });

  it.each([
    ["text", "hello", 400],
    ["broken JSON", '{"a":', 400],
    ["a list", "[]", 400],
    ["null", "null", 400],
    ["nothing", "", 400],
  ])("is refused as %s", async (_what, body, status) => {
    expect((await orla(find, { body })).status).toBe(status);
  });

  it("says where broken JSON breaks, and repeats nothing of it", async () => {
    const { json, text } = await orla(find, { body: '{\n  "links": ["GEHEIM1",]\n}' });
    expect([json.code, json.facts]).toEqual(["JSON_SYNTAX", { line: 2, column: 23, at: 24 }]);
    expect(text).not.toContain("GEHEIM1");
  });

  it("is refused when it isn't sent as JSON, because a form of another site could send it so", async () => {
    const { status } = await orla(find, { body: '{"links":[]}', headers: { "content-type": "text/plain" } });
    expect(status).toBe(415);
  });

  it("is refused above 1 MiB, with or without a true Content-Length", async () => {
    const body = JSON.stringify({ links: ["x".repeat(MAX_BODY_BYTES)] });
    expect((await orla(find, { body })).status).toBe(413);
    expect((await orla(find, { body, headers: { "content-length": "10" } })).status).toBe(413);
  });

  it("takes 10,000 serials at once", async () => {
    const list = Array.from({ length: 10_000 }, (_, i) => `LONGSERIALNUMBER${String(i).padStart(4, "0")}`);
    const body = { productId, number: "TX2", expiryPrinted: "290300", plannedSize: 10_000 };
    const params = { id: (await orla(createBatch, { body })).json.batchId };
    const dry = await orla(checkImport, { params, body: { serials: list } });
    expect([dry.status, dry.json.fresh.length]).toEqual([200, 10_000]);
    const made = await orla(commission, { params, body: { serials: { import: list }, entry: "file" } });
    expect([made.status, made.json.serials.length]).toEqual([200, 10_000]);
    const more = await orla(commission, { params, body: { serials: { generate: 10_001 }, entry: "file" } });
    expect([more.status, more.json.code]).toEqual([422, "SERIALS_INVALID"]);
  });

  it("needs an Idempotency-Key to change anything", async () => {
    for (const key of ["", "short", "x".repeat(65), "has space in it"]) {
      const { status, json } = await orla(release, {
        params: { id: batchId },
        body: { entry },
        headers: { "idempotency-key": key },
      });
      expect([status, json.code]).toEqual([400, "REQUEST_KEY_MISSING"]);
    }
  });

  it("can't override the address by its body, nor say a thing twice", async () => {
    const twice = await orla(release, { params: { id: batchId }, body: { id: randomUUID(), entry } });
    expect([twice.status, twice.json.issues[0].path]).toEqual([400, "id"]);
    const query = await orla(trace, { method: "GET", path: "/x?link=a&link=b" });
    expect([query.status, query.json.issues[0].path]).toEqual([400, "link"]);
  });

  it("knows nothing it doesn't have: 404", async () => {
    const { status, json } = await orla(release, { params: { id: randomUUID() }, body: { entry } });
    expect([status, json.code]).toEqual([404, "BATCH_UNKNOWN"]);
  });
});

describe("a failure on our side", () => {
  it("is a problem with a reference; nothing of it gets out", async () => {
    await at.sql("revoke execute on function find_units(text[]) from packproof_app");
    try {
      const { status, json, text } = await orla(find, { body: { links: [linkOf(0)] } });
      expect([status, json.code]).toEqual([500, "UNEXPECTED"]);
      expect(json.facts.reference).toMatch(/^[0-9a-f]{8}$/);
      expect(text).not.toMatch(/permission|find_units|Prisma|SER00000/);
    } finally {
      await at.sql("grant execute on function find_units(text[]) to packproof_app");
    }
  });
});
