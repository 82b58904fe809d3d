import { afterAll, beforeAll, expect, it } from "vitest";
import { packLink } from "@/lib/core/gs1/link";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresLedger } from "@/lib/db/ledger";
import { systemIds, systemRandom } from "@/lib/jobs/system";
import { nodePrimitives } from "@/lib/primitives/node";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { type FreshDatabase, freshDatabase } from "@/scripts/testing/database";
import { commissionPacks } from "../commission-packs";
import { createBatch } from "../create-batch";
import { dispensePack } from "../dispense-pack";
import { packUnits } from "../pack-units";
import type { Deps, Organisation } from "../ports";
import { quarantinePack } from "../quarantine-pack";
import { receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import { mintScope } from "../scope";
import { shipUnits } from "../ship-units";
import { undoDispense } from "../undo-dispense";
import { verifyPack } from "../verify-pack";

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = openDatabase(fresh.webUrl);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});
const U = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
it("smoke", async () => {
  const maker = U(1),
    pharm = U(2),
    s1 = U(11),
    s2 = U(12),
    p1 = U(21),
    p2 = U(22),
    prod = U(31);
  await withClient(fresh.ownerUrl, async (c) => {
    await c.query(
      `insert into organisation(id,name,prefixes,country,activated_at,created_at) values ('${maker}','M','{9520101}','AT',now(),now()),('${pharm}','P','{9520505}','AT',now(),now())`,
    );
    await c.query(
      `insert into site(id,org_id,gln,name,city,country,time_zone,custody_from) values ('${s1}','${maker}','9520101000019','a','Graz','AT','Europe/Vienna','2020-01-01'),('${s2}','${pharm}','9520505000011','b','Graz','AT','Europe/Vienna','2020-01-01')`,
    );
    await c.query(
      `insert into product(id,holder_id,gtin,name,strength,form,pack_size,serialised,state,created_at) values ('${prod}','${maker}','09520101100016','T','10 mg','t','30',true,'ACTIVE',now())`,
    );
  });
  const licence = (capability: "holder" | "pharmacy") => [
    { capability, validFrom: "2020-01-01", validTo: null },
  ];
  const common = {
    personName: "x",
    job: "y",
    siteName: "s",
    siteCity: "c",
    country: "AT",
    timeZone: "Europe/Vienna",
    delegations: [],
  };
  const roles = ["responsible", "lead", "operator"].map((role) => ({ role, siteId: null })) as never;
  const M = mintScope({
    ...common,
    personId: p1 as never,
    orgId: maker as never,
    orgName: "M",
    siteId: s1 as never,
    siteGln: "9520101000019",
    roles,
    capabilities: licence("holder"),
  });
  const P = mintScope({
    ...common,
    personId: p2 as never,
    orgId: pharm as never,
    orgName: "P",
    siteId: s2 as never,
    siteGln: "9520505000011",
    roles,
    capabilities: licence("pharmacy"),
  });
  const orgs: Organisation[] = [
    {
      id: maker as never,
      name: "M",
      prefixes: ["9520101"],
      country: "AT",
      activated: true,
      licences: [{ kind: "holder", validFrom: "2020-01-01", validTo: null }],
      sites: [
        {
          id: s1 as never,
          gln: "9520101000019",
          name: "a",
          city: "",
          country: "AT",
          timeZone: "Europe/Vienna",
        },
      ],
    },
    {
      id: pharm as never,
      name: "P",
      prefixes: ["9520505"],
      country: "AT",
      activated: true,
      licences: [{ kind: "pharmacy", validFrom: "2020-01-01", validTo: null }],
      sites: [
        {
          id: s2 as never,
          gln: "9520505000011",
          name: "a",
          city: "",
          country: "AT",
          timeZone: "Europe/Vienna",
        },
      ],
    },
  ];
  const product = {
    id: prod as never,
    holderId: maker as never,
    gtin: "09520101100016",
    name: "T",
    strength: "10 mg",
    form: "t",
    packSize: "30",
    state: "ACTIVE" as const,
    caseGtin: null,
    caseSize: 24,
    serialised: true,
  };
  const deps: Deps = {
    clock: { now: Date.now },
    ids: systemIds,
    random: systemRandom,
    sha256: nodePrimitives.sha256,
    ledger: postgresLedger(db),
    directory: {
      organisation: async (_s, id) => orgs.find((o) => o.id === id) ?? null,
      organisations: async () => orgs,
      product: async () => product,
      products: async () => [product],
    },
  };
  let k = 0;
  const requestKey = () => `k${k++}`;
  const b = await createBatch(deps, M, {
    requestKey: requestKey(),
    productId: prod as never,
    number: "TX1",
    expiryPrinted: "280300",
    plannedSize: 10,
  });
  expect(b).toMatchObject({ ok: true });
  if (!b.ok) return;
  const c = await commissionPacks(deps, M, {
    requestKey: requestKey(),
    batchId: b.value.batchId,
    serials: { generate: 30 },
    entry: "file",
  });
  expect(c).toMatchObject({ ok: true });
  if (!c.ok) return;
  const links = c.value.serials.map((s) => packLink(c.value.gtin, s));
  const pk = await packUnits(deps, M, {
    requestKey: requestKey(),
    parent: null,
    children: links.slice(0, 24),
    oneBatch: true,
    entry: "camera",
  });
  expect(pk).toMatchObject({ ok: true });
  if (!pk.ok) return;
  const early = await shipUnits(deps, M, {
    requestKey: requestKey(),
    receiverSiteId: s2 as never,
    orderNumber: "PO1",
    purpose: "sale",
    units: [pk.value.link],
    takeOff: false,
    entry: "camera",
  });
  expect(early).toMatchObject({ ok: false, refusal: { code: "BLOCKED_UNIT" } });
  expect(
    await releaseBatch(deps, M, { requestKey: requestKey(), batchId: b.value.batchId, entry: "api" }),
  ).toMatchObject({ ok: true });
  const sh = await shipUnits(deps, M, {
    requestKey: requestKey(),
    receiverSiteId: s2 as never,
    orderNumber: "PO1",
    purpose: "sale",
    units: [pk.value.link, links[25] ?? ""],
    takeOff: false,
    entry: "camera",
  });
  expect(sh).toMatchObject({ ok: true, value: { packs: 25, units: 2 } });
  if (!sh.ok) return;
  const read = (i: number) => ({
    gtin: "09520101100016",
    serial: c.value.serials[i] ?? "",
    batch: "TX1",
    expiry: "2028-03-31",
    printConfirmed: false,
    entry: "camera" as const,
  });
  console.log(JSON.stringify(await verifyPack(deps, P, read(0))));
  const rc = await receiveShipment(deps, P, {
    requestKey: requestKey(),
    shipmentId: sh.value.shipmentId,
    scans: [pk.value.link],
    reportMissing: true,
    entry: "camera",
  });
  console.log(JSON.stringify(rc));
  console.log(JSON.stringify(await verifyPack(deps, P, read(0))));
  console.log(JSON.stringify(await verifyPack(deps, P, read(25))));
  const d = await Promise.all([
    dispensePack(deps, P, { requestKey: requestKey(), reading: read(0) }),
    dispensePack(deps, P, { requestKey: requestKey(), reading: read(0) }),
  ]);
  console.log(JSON.stringify(d));
  console.log(
    JSON.stringify(
      await undoDispense(deps, P, {
        requestKey: requestKey(),
        gtin: read(0).gtin,
        serial: read(0).serial,
        declaredNotHandedOver: true,
        entry: "typed",
      }),
    ),
  );
  console.log(
    JSON.stringify(
      await quarantinePack(deps, P, {
        requestKey: requestKey(),
        reading: read(1),
        cause: "X",
        entry: "typed",
      }),
    ),
  );
  console.log(JSON.stringify(await deps.ledger.trace(P, links[0] ?? "")).slice(0, 1500));
  await withClient(fresh.ownerUrl, async (cl) => {
    console.log(
      (await cl.query("select batch_id,parent_id,place,state,own_disposition,held,n from stock where n<>0"))
        .rows,
    );
    console.log(
      (await cl.query("select count(*) from outbox")).rows,
      (await cl.query("select public_pack('09520101100016',$1)", [read(0).serial])).rows[0],
      JSON.stringify(
        (await cl.query("select public_history('09520101100016',$1)", [read(0).serial])).rows[0],
      ),
    );
  });
});
