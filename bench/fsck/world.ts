import { randomUUID } from "node:crypto";
import { packLink } from "@/lib/core/gs1/link";
import { logIdOf } from "@/lib/core/log/checkpoint";
import { type ProductId, siteId } from "@/lib/core/pack/ids";
import type { Result } from "@/lib/core/refusal";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresDirectory } from "@/lib/db/directory";
import { postgresLedger } from "@/lib/db/ledger";
import { postgresLogStore } from "@/lib/db/log-store";
import { commissionPacks } from "@/lib/operations/commission-packs";
import { createBatch } from "@/lib/operations/create-batch";
import { packUnits } from "@/lib/operations/pack-units";
import type { Deps } from "@/lib/operations/ports";
import { receiveShipment } from "@/lib/operations/receive-shipment";
import { releaseBatch } from "@/lib/operations/release-batch";
import { openLog, publishCheckpoint, sequenceLog } from "@/lib/operations/sequence-log";
import { settleWaiting } from "@/lib/operations/settle-waiting";
import { shipUnits } from "@/lib/operations/ship-units";
import { nodePrimitives } from "@/lib/primitives/node";
import { systemClock, systemIds, systemRandom } from "@/lib/primitives/system";
import { testSigners } from "@/lib/primitives/testing-keys";
import { EXPIRY, MAKER, PHARMACIES, productAt } from "../ledger/world";
import { scopeAt } from "../lib/session";

const PACKS_AN_EVENT = 10_000;
const PACKS_A_CASE = 500;
const entry = "file";

function done<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
}

/**
 * Packs in batches of ten thousand. Of every tenth batch half stands in cases on a pallet that was shipped and received.
 */
export async function makeWorld(db: Database, packs: number): Promise<void> {
  const deps: Deps = {
    clock: systemClock,
    ids: systemIds,
    random: systemRandom,
    sha256: nodePrimitives.sha256,
    ledger: postgresLedger(db),
    directory: postgresDirectory(db),
    afterShipping: settleWaiting,
  };
  const key = () => ({ requestKey: randomUUID() });
  const [pharmacy = MAKER] = PHARMACIES;
  const [maker, receiver] = [await scopeAt(db, MAKER), await scopeAt(db, pharmacy)];
  const product = productAt(0);
  for (let n = 0; n * PACKS_AN_EVENT < packs; n += 1) {
    const planned = {
      productId: product.id as ProductId,
      number: `F${n}`,
      expiryPrinted: EXPIRY.printed,
      plannedSize: PACKS_AN_EVENT,
    };
    const { batchId } = done(await createBatch(deps, maker, { ...key(), ...planned }));
    const serials = Array.from({ length: PACKS_AN_EVENT }, (_, i) => `F${n}-${i}`);
    done(await commissionPacks(deps, maker, { ...key(), batchId, serials: { import: serials }, entry }));
    done(await releaseBatch(deps, maker, { ...key(), batchId, entry }));
    if (n % 10 !== 0) continue;
    const boxes: string[] = [];
    for (let from = 0; from < PACKS_AN_EVENT / 2; from += PACKS_A_CASE) {
      const children = serials
        .slice(from, from + PACKS_A_CASE)
        .map((serial) => packLink(product.gtin, serial));
      const box = { parent: null, children, oneBatch: true, entry } as const;
      boxes.push(done(await packUnits(deps, maker, { ...key(), ...box })).link);
    }
    const whole = { parent: null, children: boxes, oneBatch: true, entry } as const;
    const pallet = done(await packUnits(deps, maker, { ...key(), ...whole })).link;
    const { shipmentId } = done(
      await shipUnits(deps, maker, {
        ...key(),
        receiverSiteId: siteId(pharmacy.siteId),
        orderNumber: null,
        purpose: "sale",
        units: [pallet],
        takeOff: false,
        entry,
      }),
    );
    const receipt = { shipmentId, scans: [pallet], reportMissing: false, entry } as const;
    done(await receiveShipment(deps, receiver, { ...key(), ...receipt }));
  }
}

/** What the worker would do by and by. */
export async function logEverything(workerUrl: string): Promise<void> {
  const db = openDatabase(workerUrl, { max: 2 });
  const origin = "bench.example/log";
  const logId = logIdOf(origin, nodePrimitives.sha256);
  const deps = {
    clock: systemClock,
    ids: systemIds,
    primitives: nodePrimitives,
    origin,
    logId,
    log: postgresLogStore(db, { logId, origin }),
    signers: testSigners,
    lastPublished: { read: async () => null, write: async () => undefined },
  };
  await openLog(deps);
  await sequenceLog(deps);
  await publishCheckpoint(deps);
  await db.close();
}
