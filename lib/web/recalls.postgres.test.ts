import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as hold } from "@/app/api/v1/batches/[id]/hold/route";
import { POST as commission } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as answer } from "@/app/api/v1/recalls/[id]/answer/route";
import { GET as board } from "@/app/api/v1/recalls/[id]/route";
import { POST as sign } from "@/app/api/v1/recalls/[id]/sign/route";
import { GET as list, POST as prepare } from "@/app/api/v1/recalls/route";
import { POST as receive } from "@/app/api/v1/shipments/[id]/receipt/route";
import { POST as ship } from "@/app/api/v1/shipments/route";
import { packLink } from "@/lib/core/gs1/link";
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
const SERIALS = ["SER1", "SER2", "SER3"];
const links = SERIALS.map((serial) => packLink(GTIN, serial));
const entry = "wedge";

let at: TestWeb;
let dealer: TestOrganisation;
let orla: Browser;
let otto: Browser;
let paul: Browser;
let batchId: string;

beforeAll(async () => {
  at = await openTestWeb();
  const maker = await addOrganisation(at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  dealer = await addOrganisation(at, "Brenner", { capability: "wholesaler" });
  const { id: productId } = await addProduct(at, maker, { gtin: GTIN });
  const roles = ["operator", "lead", "responsible"] as const;
  orla = await signedIn(await addPerson(at, maker, { roles }));
  otto = await signedIn(await addPerson(at, maker, { roles }));
  paul = await signedIn(await addPerson(at, dealer, { roles }));
  const body = { productId, number: "TX1", expiryPrinted: "290300", plannedSize: 3 };
  batchId = (await orla(createBatch, { body })).json.batchId;
  const params = { id: batchId };
  await orla(commission, { params, body: { serials: { import: SERIALS }, entry: "file" } });
  await orla(release, { params, body: { entry } });
  const units = links.slice(0, 2);
  const sale = { receiverSiteId: dealer.siteId, orderNumber: null, purpose: "sale", units, takeOff: false };
  const { shipmentId } = (await orla(ship, { body: { ...sale, entry } })).json;
  const receipt = { scans: units, reportMissing: false, entry };
  expect((await paul(receive, { params: { id: shipmentId }, body: receipt })).status).toBe(200);
});
afterAll(() => at.close());

it("goes from a hold by two people to an answer, and tells each what concerns them", async () => {
  const held = await orla(hold, { params: { id: batchId }, body: { reason: "Glass" } });
  expect(held).toMatchObject({ status: 200, json: { changed: true } });
  const draft = await orla(prepare, {
    body: {
      batchIds: [batchId],
      serials: { from: "SER1", to: "SER2" },
      markets: ["AT"],
      recall: { class: 2, depth: "patient", publicText: "Bring it back." },
      reason: "Glass in ampoules",
    },
  });
  expect(draft).toMatchObject({ status: 200, json: { held: [] } });
  const params = { id: draft.json.recallId };
  expect(await orla(sign, { params, body: {} })).toMatchObject({ json: { code: "SAME_PERSON" } });
  expect((await otto(board, { method: "GET", params })).json).toMatchObject({
    state: "DRAFT",
    serials: { from: "SER1", to: "SER2" },
    signedBy: null,
    firstStop: null,
  });
  expect((await otto(sign, { params, body: {} })).status).toBe(200);

  const lines = (await paul(list, { method: "GET" })).json;
  expect(lines).toMatchObject([{ open: [dealer.siteId], unanswered: null, preparedBy: null }]);
  const acknowledged = { step: "acknowledged", impact: "in-stock", quantity: 2 };
  expect((await paul(answer, { params, body: { answer: acknowledged } })).status).toBe(200);
  expect((await paul(board, { method: "GET", params })).json).toMatchObject({
    organisation: "Lindhof",
    batches: [{ balance: null }],
    responses: [{ mine: true, step: "acknowledged" }],
  });
  const seen = (await orla(board, { method: "GET", params })).json;
  expect(seen).toMatchObject({
    batches: [{ balance: { commissioned: 2, difference: 0 } }],
    sites: { acknowledged: 1, notified: 0 },
  });
  expect(seen.allAcknowledged).toBe(seen.responses[0].acknowledged.at);
});
