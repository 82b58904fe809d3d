import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as commission } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as destroy } from "@/app/api/v1/packs/destroy/route";
import { POST as exportPacks } from "@/app/api/v1/packs/export/route";
import { POST as lock } from "@/app/api/v1/packs/lock/route";
import { POST as open } from "@/app/api/v1/packs/open/route";
import { POST as sample } from "@/app/api/v1/packs/sample/route";
import { POST as stolen } from "@/app/api/v1/packs/stolen/route";
import { POST as undo } from "@/app/api/v1/packs/undo/route";
import { POST as unlock } from "@/app/api/v1/packs/unlock/route";
import { POST as voidPacks } from "@/app/api/v1/packs/void/route";
import { packLink } from "@/lib/core/gs1/link";
import type { Handler } from "./handle";
import { type Browser, signedIn } from "./testing/browser";
import { addOrganisation, addPerson, addProduct, openTestWeb, type TestWeb } from "./testing/world";

const GTIN = "09520101100016";
const linkOf = (i: number) => packLink(GTIN, `LIFE${String(i).padStart(4, "0")}`);
const entry = "camera";

let at: TestWeb;
let orla: Browser;
let witness: string;

beforeAll(async () => {
  at = await openTestWeb();
  const maker = await addOrganisation(at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  const { id: productId } = await addProduct(at, maker, { gtin: GTIN });
  orla = await signedIn(await addPerson(at, maker, { roles: ["operator", "lead", "responsible"] }));
  witness = (await addPerson(at, maker, { roles: ["operator"] })).personId;
  const made = await orla(createBatch, {
    body: { productId, number: "L1", expiryPrinted: "290300", plannedSize: 20 },
  });
  const params = { id: made.json.batchId };
  const serials = Array.from({ length: 20 }, (_, i) => `LIFE${String(i).padStart(4, "0")}`);
  await orla(commission, { params, body: { serials: { import: serials }, entry: "file" } });
  await orla(release, { params, body: { entry } });
});
afterAll(() => at.close());

describe("a pack's life, over HTTP", () => {
  it("does all or nothing unless asked to proceed, and names every pack in the way", async () => {
    const first = await orla(exportPacks, { body: { links: [linkOf(0)], entry } });
    expect([first.status, first.json]).toEqual([
      200,
      { done: 1, refused: 0, results: [{ link: linkOf(0), result: "done", eventId: expect.any(String) }] },
    ]);
    const links = [linkOf(0), linkOf(1), packLink(GTIN, "NOBODY")];
    const whole = await orla(exportPacks, { body: { links, entry } });
    expect([whole.status, whole.json.code, whole.json.packs]).toEqual([
      409,
      "ALREADY_INACTIVE",
      [
        { link: links[0], code: "ALREADY_INACTIVE" },
        { link: links[2], code: "SERIAL_UNKNOWN" },
      ],
    ]);
    const part = await orla(exportPacks, { body: { links, mode: "proceed", entry } });
    expect(part.status).toBe(200);
    expect(part.json).toMatchObject({ done: 1, refused: 2, results: [{}, { result: "done" }, {}] });
  });

  it("answers each refusal with its status", async () => {
    const ask = async (route: Handler, body: object) => {
      const { status, json } = await orla(route, { body });
      return [status, json.code];
    };
    const undone = { links: [linkOf(0)], declaredNotHandedOver: true, entry };
    expect(await ask(undo, { ...undone, undoes: "SAMPLE" })).toEqual([409, "UNDO_STATE_MISMATCH"]);
    expect(await ask(undo, { ...undone, undoes: "DESTROYED" })).toEqual([400, "INPUT_INVALID"]);
    expect(await ask(undo, { ...undone, undoes: "EXPORTED" })).toEqual([200, undefined]);
    expect(await ask(unlock, { links: [linkOf(2)], entry })).toEqual([409, "NOT_LOCKED"]);
    expect(await ask(lock, { links: [linkOf(2)], entry })).toEqual([200, undefined]);
    expect(await ask(sample, { links: [linkOf(2)], kind: "SAMPLE", entry })).toEqual([
      409,
      "ALREADY_INACTIVE",
    ]);
    expect(await ask(unlock, { links: [linkOf(2)], entry })).toEqual([200, undefined]);
    expect(await ask(open, { packs: [{ link: linkOf(3), remaining: 1 }], entry })).toEqual([
      403,
      "FORBIDDEN_CAPABILITY",
    ]);
    expect(await ask(destroy, { links: [linkOf(3)], witness: null, entry })).toEqual([
      422,
      "WITNESS_MISSING",
    ]);
    expect(await ask(destroy, { links: [linkOf(3)], witness, entry })).toEqual([200, undefined]);
    expect(await ask(stolen, { packs: { links: [linkOf(4)] }, entry })).toEqual([200, undefined]);
    expect(await ask(voidPacks, { links: [linkOf(4)], entry })).toEqual([409, "ALREADY_INACTIVE"]);
    expect(await ask(voidPacks, { links: [], entry })).toEqual([422, "NOTHING_SCANNED"]);
  });

  it("keeps who witnessed a destruction, by number and not by name", async () => {
    const rows = await at.sql<{ detail: object }>(
      "select detail from event_effect x join event e on e.id = x.event_id where e.biz_step = 'destroying'",
    );
    expect(rows).toEqual([{ detail: { witness } }]);
  });
});
