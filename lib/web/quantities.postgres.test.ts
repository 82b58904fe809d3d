import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as countIn } from "@/app/api/v1/quantities/count-in/route";
import { POST as destroy } from "@/app/api/v1/quantities/destroy/route";
import { GET as quantities } from "@/app/api/v1/quantities/route";
import { POST as supply } from "@/app/api/v1/quantities/supply/route";
import { POST as receive } from "@/app/api/v1/shipments/[id]/receipt/route";
import { GET as delivery } from "@/app/api/v1/shipments/[id]/route";
import { POST as ship } from "@/app/api/v1/shipments/route";
import { type Browser, signedIn } from "./testing/browser";
import { addOrganisation, addPerson, addProduct, openTestWeb, type TestWeb } from "./testing/world";

const GTIN = "09520101100016";
const roles = ["operator", "lead", "responsible"] as const;

let at: TestWeb;
let orla: Browser;
let pia: Browser;
let witness: string;
let pharmacySite: string;
beforeAll(async () => {
  at = await openTestWeb();
  const maker = await addOrganisation(at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  const pharmacy = await addOrganisation(at, "Bear", { capability: "pharmacy" });
  pharmacySite = pharmacy.siteId;
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

it("ships them and receives them in parts over HTTP", async () => {
  const [before = 0] = await there();
  const leaving = {
    receiverSiteId: pharmacySite,
    orderNumber: null,
    purpose: "sale",
    units: [],
    takeOff: false,
  };
  const shipped = await orla(ship, { body: { ...leaving, quantities: lines(6), entry: "api" } });
  expect(shipped).toMatchObject({ status: 200, json: { units: 0, packs: 6 } });
  const params = { id: shipped.json.shipmentId };
  const came = (quantity: number, moreToCome: boolean) => ({
    params,
    body: { scans: [], quantities: lines(quantity), reportMissing: false, moreToCome, entry: "api" },
  });
  expect((await pia(receive, came(2, false))).json).toMatchObject({ code: "UNITS_MISSING" });
  expect((await pia(receive, came(2, true))).json).toMatchObject({ packs: 2, expected: 4 });
  const seen = await pia(delivery, { method: "GET", params });
  expect(seen.json.quantities).toMatchObject([{ batch: "L1", quantity: 6, received: 2, missing: 0 }]);
  expect((await pia(receive, came(4, false))).json).toMatchObject({ packs: 4, expected: 0 });
  expect(await there()).toEqual([before + 6]);
});
