import type { Recall } from "@/lib/core/pack/axes";
import { commissionPacks } from "@/lib/operations/commission-packs";
import { createBatch } from "@/lib/operations/create-batch";
import { dispensePack } from "@/lib/operations/dispense-pack";
import { packUnits } from "@/lib/operations/pack-units";
import type { NewShipment } from "@/lib/operations/ports";
import { prepareRecall } from "@/lib/operations/prepare-recall";
import { quarantinePack } from "@/lib/operations/quarantine-pack";
import type { Reading } from "@/lib/operations/reading";
import { receiveShipment } from "@/lib/operations/receive-shipment";
import { releaseBatch } from "@/lib/operations/release-batch";
import { shipUnits } from "@/lib/operations/ship-units";
import { signRecall } from "@/lib/operations/sign-recall";
import { unpackUnits } from "@/lib/operations/unpack-units";
import { type DemoBatch, type Ref, serialAt } from "./batches/batch";
import { COUNTRY } from "./organisations";
import type { DemoPerson } from "./people";
import type { Records, Step } from "./story";

/**
 * The operations in the words of the story. Nobody scanned anything: commissioning says "file", as a line's export
 * does, everything else "api", and no step pretends to a camera.
 */
const ENTRY = "api";

function known<Value>(found: ReadonlyMap<string, Value>, name: string): Value {
  const value = found.get(name);
  if (value === undefined) throw new Error(`The demo world has not made "${name}" yet`);
  return value;
}

const linkOf = ({ containers }: Records, ref: Ref): string =>
  "pack" in ref ? ref.pack : known(containers, ref.container);

export const createdBatch = (at: number, by: DemoPerson, batch: DemoBatch): Step => ({
  name: `${batch.number} is planned`,
  at,
  by,
  async act({ deps, scope, requestKey, records }) {
    const { number, expiryPrinted, size, product } = batch;
    const command = { requestKey, productId: product.id, number, expiryPrinted, plannedSize: size };
    const result = await createBatch(deps, scope, command);
    if (result.ok) records.batches.set(number, result.value.batchId);
    return result;
  },
});

export const commissioned = (at: number, by: DemoPerson, batch: DemoBatch): Step => ({
  name: `${batch.number} is commissioned`,
  at,
  by,
  act: ({ deps, scope, requestKey, records }) =>
    commissionPacks(deps, scope, {
      requestKey,
      batchId: known(records.batches, batch.number),
      serials: { import: batch.serials },
      entry: "file",
    }),
});

export const released = (at: number, by: DemoPerson, batch: DemoBatch): Step => ({
  name: `${batch.number} is released`,
  at,
  by,
  act: ({ deps, scope, requestKey, records }) =>
    releaseBatch(deps, scope, { requestKey, batchId: known(records.batches, batch.number), entry: ENTRY }),
});

export const packed = (at: number, by: DemoPerson, name: string, children: readonly Ref[]): Step => ({
  name: `${name} is packed`,
  at,
  by,
  async act({ deps, scope, requestKey, records }) {
    const links = children.map((child) => linkOf(records, child));
    const command = { requestKey, parent: null, children: links, oneBatch: true, entry: ENTRY } as const;
    const result = await packUnits(deps, scope, command);
    if (result.ok) records.containers.set(name, result.value.link);
    return result;
  },
});

/** Everything comes out of a container. */
export const opened = (
  at: number,
  by: DemoPerson,
  { container }: Ref & { readonly container: string },
): Step => ({
  name: `${container} is opened`,
  at,
  by,
  act: ({ deps, scope, requestKey, records }) =>
    unpackUnits(deps, scope, {
      requestKey,
      parent: known(records.containers, container),
      children: [],
      entry: ENTRY,
    }),
});

export type Delivery = {
  readonly name: string;
  readonly from: DemoPerson;
  readonly to: DemoPerson;
  readonly units: readonly Ref[];
  readonly order?: string;
  readonly purpose?: NewShipment["purpose"];
  readonly shippedAt: number;
  /** Absent: it is still on its way. */
  readonly receivedAt?: number;
  /** What was scanned at the dock when it wasn't each unit; what is lacking is reported missing. */
  readonly scans?: readonly Ref[];
};

/** Shipped, and received unless it is still on its way. */
export function delivery(facts: Delivery): readonly Step[] {
  const { name, from, to, units, order = null, purpose = "sale", shippedAt, receivedAt } = facts;
  const leaves: Step = {
    name: `${name} leaves`,
    at: shippedAt,
    by: from,
    async act({ deps, scope, requestKey, records }) {
      const result = await shipUnits(deps, scope, {
        requestKey,
        receiverSiteId: to.site.id,
        orderNumber: order,
        purpose,
        units: units.map((unit) => linkOf(records, unit)),
        takeOff: true,
        entry: ENTRY,
      });
      if (result.ok) records.deliveries.set(name, result.value.shipmentId);
      return result;
    },
  };
  if (receivedAt === undefined) return [leaves];
  const arrives: Step = {
    name: `${name} arrives`,
    at: receivedAt,
    by: to,
    act: ({ deps, scope, requestKey, records }) =>
      receiveShipment(deps, scope, {
        requestKey,
        shipmentId: known(records.deliveries, name),
        scans: (facts.scans ?? units).map((unit) => linkOf(records, unit)),
        reportMissing: facts.scans !== undefined,
        entry: ENTRY,
      }),
  };
  return [leaves, arrives];
}

const readingOf = (batch: DemoBatch, index: number): Reading => ({
  gtin: batch.product.gtin,
  serial: serialAt(batch, index),
  batch: batch.number,
  expiry: batch.lastValidDay,
  printConfirmed: false,
  entry: ENTRY,
});

export const dispensed = (at: number, by: DemoPerson, batch: DemoBatch, index: number): Step => ({
  name: `${batch.number} pack ${index} is dispensed`,
  at,
  by,
  act: ({ deps, scope, requestKey }) =>
    dispensePack(deps, scope, { requestKey, reading: readingOf(batch, index) }),
});

export const quarantined = (
  at: number,
  by: DemoPerson,
  batch: DemoBatch,
  index: number,
  cause: string,
): Step => ({
  name: `${batch.number} pack ${index} is quarantined`,
  at,
  by,
  async act({ deps, scope, requestKey }) {
    const command = { requestKey, reading: readingOf(batch, index), cause, entry: ENTRY } as const;
    const result = await quarantinePack(deps, scope, command);
    if (result.ok && !result.value.held) throw new Error(`${batch.number} pack ${index} is not there`);
    return result;
  },
});

const MINUTE = 60_000;

/** Prepared by one person ten minutes before another signs; the batch is on hold in between. */
export function recalled(
  at: number,
  by: DemoPerson,
  batch: DemoBatch,
  {
    preparedBy,
    recall,
    reason,
  }: { readonly preparedBy: DemoPerson; readonly recall: Recall; readonly reason: string },
): readonly Step[] {
  const { number } = batch;
  return [
    {
      name: `the recall of ${number} is prepared`,
      at: at - 10 * MINUTE,
      by: preparedBy,
      async act({ deps, scope, requestKey, records }) {
        const batchIds = [known(records.batches, number)];
        const command = { requestKey, batchIds, serials: null, markets: [COUNTRY], recall, reason };
        const result = await prepareRecall(deps, scope, command);
        if (result.ok) records.recalls.set(number, result.value.recallId);
        return result;
      },
    },
    {
      name: `${number} is recalled`,
      at,
      by,
      act: ({ deps, scope, requestKey, records }) =>
        signRecall(deps, scope, { requestKey, recallId: known(records.recalls, number) }),
    },
  ];
}
