import { expect } from "vitest";
import type { ShipmentPurpose } from "@/lib/core/custody/purposes";
import { packLink } from "@/lib/core/gs1/link";
import type { Recall } from "@/lib/core/pack/axes";
import type { BatchId, ShipmentId } from "@/lib/core/pack/ids";
import type { Refused, Result } from "@/lib/core/refusal";
import { commissionPacks } from "../commission-packs";
import { createBatch } from "../create-batch";
import { dispensePack } from "../dispense-pack";
import type { RecallId } from "../market-ports";
import { packUnits } from "../pack-units";
import { prepareRecall } from "../prepare-recall";
import type { Reading } from "../reading";
import { type ReceiveShipment, receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { signRecall } from "../sign-recall";
import { verifyPack } from "../verify-pack";
import { ana, type CastProduct, type CastSite, otto, pharmacy, tablets } from "./cast";
import type { Picture } from "./picture";
import type { World } from "./world";

/** The value, or the refusal as the test's failure. */
export function done<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
}

/** What a refusal leaves: all but the audit row, the counted look and the alert it may raise. */
const lasting = ({ audit: _audit, looks: _looks, alerts: _alerts, ...rest }: Picture) => rest;

/** Expects the refusal and that nothing lasting came of the attempt. */
export async function refused<Code extends string>(
  world: World,
  attempt: () => Promise<Result<unknown, Code>>,
  code: NoInfer<Code>,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<Refused<Code>> {
  const before = lasting(await world.picture());
  const result = await attempt();
  expect(result).toMatchObject({
    ok: false,
    refusal: { code, ...(Object.keys(facts).length > 0 ? { facts } : {}) },
  });
  expect(lasting(await world.picture())).toEqual(before);
  return result as Refused<Code>;
}

export type Made = {
  readonly id: BatchId;
  readonly number: string;
  readonly product: CastProduct;
  readonly serials: readonly string[];
  readonly links: readonly string[];
};

export type Sent = { readonly id: ShipmentId; readonly despatchAdvice: string; readonly packs: number };

let keys = 0;
/** Every command of a test is a new one unless the test says so. */
export const requestKey = (): string => `key-${++keys}`;
let numbers = 0;

/** The shortest way to the situation a test is about. */
export function actsOf(world: World) {
  const { deps } = world;
  const entry = "camera" as const;

  async function batch(
    options: {
      readonly packs?: number;
      readonly released?: boolean;
      readonly product?: CastProduct;
      readonly expiryPrinted?: string;
      readonly number?: string;
      readonly maker?: TenantScope;
    } = {},
  ): Promise<Made> {
    const { packs = 3, released = true, product = tablets, expiryPrinted = "290300", maker = ana } = options;
    const number = options.number ?? `B${++numbers}`;
    const { batchId } = done(
      await createBatch(deps, maker, {
        requestKey: requestKey(),
        productId: product.id,
        number,
        expiryPrinted,
        plannedSize: packs,
      }),
    );
    const serials = Array.from({ length: packs }, (_, i) => `${number}-${i}`);
    if (packs > 0) {
      done(
        await commissionPacks(deps, maker, {
          requestKey: requestKey(),
          batchId,
          serials: { import: serials },
          entry: "file",
        }),
      );
    }
    if (released) done(await releaseBatch(deps, maker, { requestKey: requestKey(), batchId, entry }));
    const links = serials.map((serial) => packLink(product.gtin, serial));
    return { id: batchId, number, product, serials, links };
  }

  const packed = async (
    children: readonly string[],
    scope: TenantScope = ana,
    parent: string | null = null,
  ) =>
    done(await packUnits(deps, scope, { requestKey: requestKey(), parent, children, oneBatch: false, entry }))
      .link;

  async function sent(
    units: readonly string[],
    from: TenantScope = ana,
    to: Pick<CastSite, "id"> = pharmacy.sites[0],
    purpose: ShipmentPurpose = "sale",
  ): Promise<Sent> {
    const { shipmentId, despatchAdvice, packs } = done(
      await shipUnits(deps, from, {
        requestKey: requestKey(),
        receiverSiteId: to.id,
        orderNumber: "PO-1",
        purpose,
        units,
        takeOff: true,
        entry,
      }),
    );
    return { id: shipmentId, despatchAdvice, packs };
  }

  const receipt = (
    scope: TenantScope,
    shipmentId: ShipmentId,
    scans: readonly string[],
    reportMissing = false,
    besides: Pick<ReceiveShipment, "moreToCome" | "problems"> = {},
  ) =>
    receiveShipment(deps, scope, {
      requestKey: requestKey(),
      shipmentId,
      scans,
      reportMissing,
      ...besides,
      entry,
    });

  /** Shipped and received: the units stand at the receiver's site. */
  async function delivered(
    units: readonly string[],
    to: TenantScope,
    from: TenantScope = ana,
  ): Promise<void> {
    const { id } = await sent(units, from, { id: to.siteId });
    done(await receipt(to, id, units));
  }

  const reading = (made: Made, i = 0, change: Partial<Reading> = {}): Reading => ({
    gtin: made.product.gtin,
    serial: made.serials[i] ?? "",
    batch: made.number,
    expiry: "2029-03-31",
    printConfirmed: false,
    entry,
    ...change,
  });

  const dispense = (scope: TenantScope, read: Reading) =>
    dispensePack(deps, scope, { requestKey: requestKey(), reading: read });

  const verdict = async (scope: TenantScope, read: Reading) => {
    const { verdict: answer } = done(await verifyPack(deps, scope, read));
    return {
      kind: answer.kind,
      code: answer.reason.code,
      action: answer.action.code,
      params: answer.reason.params,
    };
  };

  /** Prepared by Ana and signed by Otto. */
  async function recalled(
    batches: readonly Pick<Made, "id">[],
    recall: Partial<Recall> = {},
    markets: readonly string[] = ["AT"],
    serials: { readonly from: string; readonly to: string } | null = null,
  ): Promise<RecallId> {
    const { recallId } = done(
      await prepareRecall(deps, ana, {
        requestKey: requestKey(),
        batchIds: batches.map(({ id }) => id),
        serials,
        markets,
        recall: { class: 2, depth: "pharmacy", publicText: null, ...recall },
        reason: "Glass in ampoules",
      }),
    );
    done(await signRecall(deps, otto, { requestKey: requestKey(), recallId }));
    return recallId;
  }

  /** A batch that another system planned. */
  async function release(product: CastProduct, number: string): Promise<void> {
    const found = await deps.ledger.transact(ana, (tx) => tx.batchOf(product.id, number));
    if (!found) throw new Error(`No batch ${number}`);
    done(await releaseBatch(deps, ana, { requestKey: requestKey(), batchId: found.id, entry }));
  }

  const unit = async (link: string) => (await world.picture()).units[link];

  return { batch, packed, sent, receipt, delivered, reading, dispense, verdict, unit, recalled, release };
}

export type Acts = ReturnType<typeof actsOf>;
