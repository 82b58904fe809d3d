import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as countIn } from "@/app/api/v1/quantities/count-in/route";
import { POST as destroy } from "@/app/api/v1/quantities/destroy/route";
import { GET as quantities } from "@/app/api/v1/quantities/route";
import { POST as supply } from "@/app/api/v1/quantities/supply/route";
import { type Browser, signedIn } from "./testing/browser";
import { addOrganisation, addPerson, addProduct, openTestWeb, type TestWeb } from "./testing/world";

const GTIN = "09520101100016";
const roles = ["operator", "lead", "responsible"] as const;

let at: TestWeb;
let orla: Browser;
let pia: Browser;
let witness: string;
beforeAll(async () => {
  at = await openTestWeb();
  const maker = await addOrganisation(at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  const pharmacy = await addOrganisation(at, "Bear", { capability: "pharmacy" });
  const { id: productId } = await addProduct(at, maker, { gtin: GTIN, serialised: false });
  orla = await signedIn(await addPerson(at, maker, { roles }));
  pia = await signedIn(await addPerson(at, pharmacy, { roles }));
  witness = (await addPerson(at, pharmacy, { roles })).personId;
  const body = { productId, number: "L1", expiryPrinted: "290300", plannedSize: 10 };
  const { batchId } = (await orla(createBatch, { body })).json;
  await orla(countIn, { body: { lines: lines(10), entry: "typed" } });
  await orla(release, { params: { id: batchId }, body: { entry: "typed" } });
});
afterAll(() => at.close());

const lines = (quantity: number) => [{ gtin: GTIN, batch: "L1", quantity }];
const there = async () =>
  (await pia(quantities, { method: "GET" })).json.map(({ count }: { count: number }) => count);

it("keeps a site's book of packs without serials over HTTP", async () => {
  // A bar code of 13 digits names the same product.
  const linear = [{ ...lines(5)[0], gtin: GTIN.slice(1) }];
  expect(await pia(countIn, { body: { lines: linear, entry: "api" } })).toMatchObject({
    status: 200,
    json: { packs: 5 },
  });
  expect((await pia(supply, { body: { lines: lines(2), entry: "api" } })).status).toBe(200);
  expect((await pia(destroy, { body: { lines: lines(1), witness, entry: "api" } })).status).toBe(200);
  expect(await there()).toEqual([2]);
  const short = await pia(supply, { body: { lines: lines(3), entry: "api" } });
  expect([short.status, short.json.code, short.json.facts.there]).toEqual([409, "QUANTITY_SHORT", 2]);
  const nothing = await pia(countIn, { body: { lines: lines(0), entry: "api" } });
  expect([nothing.status, nothing.json.code]).toEqual([400, "INPUT_INVALID"]);
});
