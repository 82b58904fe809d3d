import { POST as commission } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as dispense } from "@/app/api/v1/packs/dispense/route";
import { POST as quarantine } from "@/app/api/v1/packs/quarantine/route";
import { POST as check } from "@/app/api/v1/public/check/route";
import { GET as prove } from "@/app/api/v1/public/proofs/[eventId]/route";
import { POST as receive } from "@/app/api/v1/shipments/[id]/receipt/route";
import { POST as ship } from "@/app/api/v1/shipments/route";
import { POST as pack } from "@/app/api/v1/units/pack/route";
import { packLink } from "@/lib/core/gs1/link";
import { logIdOf } from "@/lib/core/log/checkpoint";
import type { LogHead } from "@/lib/core/log/tiles";
import { openDatabase } from "@/lib/db/database";
import { postgresLogStore } from "@/lib/db/log-store";
import { openLog, publishCheckpoint, sequenceLog } from "@/lib/operations/sequence-log";
import { nodePrimitives } from "@/lib/primitives/node";
import { systemClock, systemIds } from "@/lib/primitives/system";
import { testSigners } from "@/lib/primitives/testing-keys";
import { type Answered, type Browser, browser, signedIn } from "@/lib/web/testing/browser";
import { testLimit } from "@/lib/web/testing/memory-budgets";
import { addOrganisation, addPerson, addProduct, openTestWeb, type TestWeb } from "@/lib/web/testing/world";

const GTIN = "09520101100016";
export const PLAIN = "09520101100047";
const EXPIRY = "290300";
const entry = "camera";
export const MAKER = "Lindhof Pharma";
export const UNKNOWN = "UNKNOWN-SERIAL-1";

/** Serials by what happened to the pack. */
export const PACKS = {
  onSale: "ONSALE-SERIAL-01",
  inACase: "INACASE-SERIAL-1",
  dispensed: "DISPENSED-SER-01",
  dispensedTwice: "COPIED-SERIAL-01",
  suspect: "SUSPECT-SERIAL-1",
  illegitimate: "ILLEGIT-SERIAL-1",
  stolen: "STOLEN-SERIAL-01",
  void: "VOIDED-SERIAL-01",
  missing: "MISSING-SERIAL-1",
} as const;
export const OTHER_BATCHES = {
  unreleased: { serial: "UNRELEASED-SER-1", batch: "UNREL1" },
  recalledByPatients: { serial: "RECALLED-PAT-001", batch: "RECPAT1" },
  recalledByTrade: { serial: "RECALLED-TRADE-1", batch: "RECTRD1" },
} as const;

export const anyone = browser();
export const question = (serial: string, change: object = {}) => ({
  gtin: GTIN,
  serial,
  batch: "TX1",
  expiry: EXPIRY,
  ...change,
});
export const ask = (body: object): Promise<Answered> => anyone(check, { body });
export const askProof = (eventId: string, serial: string): Promise<Answered> =>
  anyone(prove, { method: "GET", path: `/x?gtin=${GTIN}&serial=${serial}`, params: { eventId } });

/** Packs in every state that an answer could give away, made through the handlers, and a log of it all. */
export async function openPublicWorld(): Promise<TestWeb> {
  const at = await openTestWeb({}, (web) => ({
    ...web,
    limits: { ...web.limits, packs: testLimit(1e6, 1e6), packsOfAll: testLimit(1e6, 1e6) },
  }));
  const maker = await addOrganisation(at, MAKER, { capability: "holder", prefixes: ["9520101"] });
  const wholesaler = await addOrganisation(at, "Brenner Soll Grosshandel", { capability: "wholesaler" });
  const pharmacy = await addOrganisation(at, "Linden-Apotheke", { capability: "pharmacy" });
  const second = await addOrganisation(at, "Hafen-Apotheke", { capability: "pharmacy" });
  const { id: productId } = await addProduct(at, maker, { gtin: GTIN });
  await addProduct(at, maker, { gtin: PLAIN, serialised: false });
  const person = async (org: typeof maker, name: string) =>
    signedIn(await addPerson(at, org, { roles: ["operator", "lead", "responsible"], name }));
  const orla = await person(maker, "Orla Musterfrau");
  const paul = await person(wholesaler, "Paul Musterherr");
  const vera = await person(pharmacy, "Vera Beispiel");
  const emil = await person(second, "Emil Beispiel");

  const batch = async (number: string, serials: readonly string[]) => {
    const body = { productId, number, expiryPrinted: EXPIRY, plannedSize: 4711 };
    const { batchId } = await must(orla, createBatch, { body });
    await must(orla, commission, {
      params: { id: batchId },
      body: { serials: { import: serials }, entry: "file" },
    });
    return batchId as string;
  };
  const tx1 = await batch("TX1", [...Object.values(PACKS), "FILLER-SERIAL-01", "FILLER-SERIAL-02"]);
  await must(orla, release, { params: { id: tx1 }, body: { entry } });
  const { link: box } = await must(orla, pack, {
    body: {
      parent: null,
      children: [PACKS.inACase, "FILLER-SERIAL-01"].map((serial) => packLink(GTIN, serial)),
      oneBatch: true,
      entry,
    },
  });
  const others = Object.values(PACKS).filter((serial) => serial !== PACKS.inACase);
  const units = [box, ...others.map((serial) => packLink(GTIN, serial))];
  const send = async (from: Browser, to: Browser, receiverSiteId: string, scans: string[]) => {
    const body = {
      receiverSiteId,
      orderNumber: "PURCHASE-ORDER-77",
      purpose: "sale",
      units,
      takeOff: false,
      entry,
    };
    const { shipmentId } = await must(from, ship, { body });
    await must(to, receive, {
      params: { id: shipmentId },
      body: { scans, reportMissing: scans.length < units.length, entry },
    });
  };
  await send(orla, paul, wholesaler.siteId, units);
  const missing = packLink(GTIN, PACKS.missing);
  await send(
    paul,
    vera,
    pharmacy.siteId,
    units.filter((unit) => unit !== missing),
  );

  const reading = (serial: string) => ({
    gtin: GTIN,
    serial,
    batch: "TX1",
    expiry: "2029-03-31",
    printConfirmed: false,
    entry,
  });
  await must(vera, dispense, { body: { reading: reading(PACKS.dispensed) } });
  await must(vera, dispense, { body: { reading: reading(PACKS.dispensedTwice) } });
  await emil(dispense, { body: { reading: reading(PACKS.dispensedTwice) } });
  await must(vera, quarantine, {
    body: { reading: reading(PACKS.suspect), cause: "looks reprinted to Vera", entry },
  });
  await must(vera, quarantine, { body: { reading: reading(PACKS.illegitimate), cause: "fake seal", entry } });
  await at.sql(
    "update hold set kind = 'ILLEGITIMATE' where epc_id = (select id from epc where serial = $1)",
    [PACKS.illegitimate],
  );
  await at.sql("update epc set state = 'STOLEN' where serial = $1", [PACKS.stolen]);
  await at.sql("update epc set state = 'VOID' where serial = $1", [PACKS.void]);
  await batch(OTHER_BATCHES.unreleased.batch, [OTHER_BATCHES.unreleased.serial]);
  for (const [{ serial, batch: number }, depth] of [
    [OTHER_BATCHES.recalledByPatients, "patient"],
    [OTHER_BATCHES.recalledByTrade, "wholesale"],
  ] as const) {
    const id = await batch(number, [serial]);
    await must(orla, release, { params: { id }, body: { entry } });
    await at.sql(
      "update batch set recalled_at = now(), recall_class = 1, recall_depth = $2, recall_text = 'Take it back to your pharmacy.' where id = $1",
      [id, depth],
    );
  }
  await growLog(at);
  return at;
}

async function must(as: Browser, ...call: Parameters<Browser>) {
  const answered = await as(...call);
  if (answered.status !== 200) throw new Error(answered.text);
  return answered.json;
}

async function growLog({ urls, web }: TestWeb): Promise<void> {
  const worker = openDatabase(urls.workerUrl, { max: 2 });
  const origin = web.env.LOG_ORIGIN;
  const logId = logIdOf(origin, nodePrimitives.sha256);
  let published: LogHead | null = null;
  const deps = {
    clock: systemClock,
    ids: systemIds,
    primitives: nodePrimitives,
    origin,
    logId,
    log: postgresLogStore(worker, { logId, origin }),
    signers: testSigners,
    lastPublished: {
      read: async () => published,
      write: async (head: LogHead) => {
        published = head;
      },
    },
  };
  try {
    await openLog(deps);
    await sequenceLog(deps);
    await publishCheckpoint(deps);
  } finally {
    await worker.close();
  }
}
