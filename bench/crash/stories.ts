import { packLink } from "@/lib/core/gs1/link";
import type { Credential } from "../ledger/web";
import { type BenchSite, EXPIRY, productAt } from "../ledger/world";
import type { Caller } from "./caller";

const PACKS = 6;
const entry = "api";

export type Cast = {
  readonly maker: Credential;
  readonly pharmacy: Credential;
  readonly pharmacySite: BenchSite;
};

/**
 * From the line to the patient, over and over: a batch, its packs, a case, a delivery, its receipt, dispensings and an
 * undoing. Every step of it must succeed whatever dies meanwhile. Answers how many events it must have left.
 */
export async function tellStory(caller: Caller, cast: Cast, name: string): Promise<number> {
  let step = 0;
  let events = 0;
  const ask = <Value>(by: Credential, path: string, body: unknown, leaves: number): Promise<Value> => {
    events += leaves;
    return caller.ask<Value>({ by, path, body, key: `crash-${name}-${++step}` });
  };
  const product = productAt(0);
  const { batchId } = await ask<{ batchId: string }>(
    cast.maker,
    "/api/v1/batches",
    { productId: product.id, number: name, expiryPrinted: EXPIRY.printed, plannedSize: PACKS },
    0,
  );
  const serials = Array.from({ length: PACKS }, (_, n) => `${name}-${n}`);
  const links = serials.map((serial) => packLink(product.gtin, serial));
  const made = { serials: { import: serials }, entry };
  await ask(cast.maker, `/api/v1/batches/${batchId}/packs`, made, 1);
  await ask(cast.maker, `/api/v1/batches/${batchId}/release`, { entry }, 1);
  const box = { parent: null, children: links.slice(0, PACKS / 2), oneBatch: true, entry };
  const { link } = await ask<{ link: string }>(cast.maker, "/api/v1/units/pack", box, 2);
  const units = [link, ...links.slice(PACKS / 2)];
  const { shipmentId } = await ask<{ shipmentId: string }>(
    cast.maker,
    "/api/v1/shipments",
    {
      receiverSiteId: cast.pharmacySite.siteId,
      orderNumber: null,
      purpose: "sale",
      units,
      takeOff: false,
      entry,
    },
    1,
  );
  const receipt = { scans: units, reportMissing: false, entry };
  await ask(cast.pharmacy, `/api/v1/shipments/${shipmentId}/receipt`, receipt, 1);
  for (const [n, serial] of serials.entries()) {
    const reading = {
      gtin: product.gtin,
      serial,
      batch: name,
      expiry: EXPIRY.day,
      printConfirmed: false,
      entry,
    };
    // Out of the case first: an event of its own.
    await ask(cast.pharmacy, "/api/v1/packs/dispense", { reading }, n < PACKS / 2 ? 2 : 1);
  }
  const undo = { links: links.slice(0, 1), undoes: "SUPPLIED", declaredNotHandedOver: true, entry };
  await ask(cast.pharmacy, "/api/v1/packs/undo", undo, 1);
  return events;
}
