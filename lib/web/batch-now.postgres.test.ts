import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as now } from "@/app/api/v1/batches/[id]/now/route";
import { POST as commission } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as receive } from "@/app/api/v1/shipments/[id]/receipt/route";
import { POST as ship } from "@/app/api/v1/shipments/route";
import { POST as pack } from "@/app/api/v1/units/pack/route";
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
const SERIALS = Array.from({ length: 10 }, (_, i) => `SER${i}`);
const links = SERIALS.map((serial) => packLink(GTIN, serial));

let at: TestWeb;
let maker: TestOrganisation;
let dealer: TestOrganisation;
let orla: Browser;
let vera: Browser;
let id: string;

const places = async (as = orla) =>
  (
    (await as(now, { method: "GET", params: { id } })).json as {
      holder: string;
      site: string | null;
      place: string;
      count: number;
    }[]
  ).map(({ holder, site, place, count }) => [holder, site, place, count]);
const packed = async (children: readonly string[]): Promise<string> =>
  (await orla(pack, { body: { parent: null, children, oneBatch: true, entry: "wedge" } })).json.link;

beforeAll(async () => {
  at = await openTestWeb();
  maker = await addOrganisation(at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  dealer = await addOrganisation(at, "Brenner", { capability: "wholesaler" });
  const { id: productId } = await addProduct(at, maker, { gtin: GTIN });
  const roles = ["operator", "lead", "responsible"] as const;
  orla = await signedIn(await addPerson(at, maker, { roles }));
  vera = await signedIn(await addPerson(at, dealer, { roles }));
  const body = { productId, number: "TX1", expiryPrinted: "290300", plannedSize: 10 };
  id = (await orla(createBatch, { body })).json.batchId;
  await orla(commission, { params: { id }, body: { serials: { import: SERIALS }, entry: "file" } });
  await orla(release, { params: { id }, body: { entry: "typed" } });
});
afterAll(() => at.close());

describe("where a batch is now", () => {
  it("follows its packs into cases, onto pallets and to others, by counters alone", async () => {
    expect(await places()).toEqual([["Lindhof", maker.siteName, "AT_SITE", 10]]);
    const cases = [await packed(links.slice(0, 3)), await packed(links.slice(3, 6))];
    const pallet = await packed(cases);
    expect(await places()).toEqual([["Lindhof", maker.siteName, "AT_SITE", 10]]);
    const shipped = await orla(ship, {
      body: {
        receiverSiteId: dealer.siteId,
        orderNumber: null,
        purpose: "sale",
        units: [pallet],
        takeOff: false,
        entry: "wedge",
      },
    });
    expect(shipped.status).toBe(200);
    const onItsWay = await places();
    expect(onItsWay.map(([, , place, count]) => [place, count]).sort()).toEqual([
      ["AT_SITE", 4],
      ["IN_TRANSIT", 6],
    ]);
    const body = { scans: [pallet], reportMissing: false, entry: "wedge" };
    expect((await vera(receive, { params: { id: shipped.json.shipmentId }, body })).status).toBe(200);
    expect(await places()).toEqual([
      ["Brenner", dealer.siteName, "AT_SITE", 6],
      ["Lindhof", maker.siteName, "AT_SITE", 4],
    ]);
  });

  it("tells nobody but the maker, its delegates and regulators", async () => {
    expect(await places(vera)).toEqual([]);
  });
});
