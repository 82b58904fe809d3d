import { recallBatch, releaseBatch } from "./batch";
import { commissionContainers, commissionPacks } from "./commission";
import type { PharmaEvent } from "./event-facts";
import { hold, releaseHold } from "./hold";
import { destroy, dispose, exportPacks, sample, voidPacks } from "./leaving";
import { lock, stolen, unlock } from "./locking";
import { packUnits, unpackUnits } from "./packing";
import {
  countQuantitiesIn,
  destroyQuantities,
  quantitiesCameBack,
  restockQuantities,
  setQuantitiesAside,
  supplyQuantities,
} from "./quantities";
import { checkOut, repackage } from "./repacking";
import { businessTransactionId, receive, ship, voidShip } from "./shipping";
import { cameBack, countIn, markMissing, restock } from "./stock";
import { issueToWard, supply, supplyPart, undo } from "./supply";

const facts = {
  eventId: "urn:uuid:3d1f3f0e-6a3b-4c57-9a56-6f3c1d0b7a11",
  eventTime: "2026-11-03T07:15:30.000Z",
  offset: "+01:00",
  readPoint: "https://id.gs1.org/414/9521234000013/254/D4",
};
const PACK = "https://id.gs1.org/01/09521234123453/21/S1";
const SSCC = "https://id.gs1.org/00/395212340000000175";
const BATCH = "https://id.gs1.org/01/09521234123453/10/L7";
const HERE = "https://id.gs1.org/414/9521234000013";
const packs = { ...facts, epcs: [PACK] };
const quantities = { ...facts, quantities: [{ epcClass: BATCH, quantity: 12 }], bizLocation: HERE };
const side = (party: string, location: string) => ({
  owner: `https://id.gs1.org/417/${party}`,
  possessor: `https://id.gs1.org/417/${party}`,
  location: `https://id.gs1.org/414/${location}`,
});
const handover = {
  ...facts,
  epcs: [SSCC],
  from: side("9521234000013", "9521234000013"),
  to: side("9521234000020", "9521234000020"),
};
const desadv = businessTransactionId("9521234000013", "DN-42");

/** One event of each builder, for the tests of everything that has to work for all of them. */
export const EXAMPLES: Readonly<Record<string, PharmaEvent>> = {
  commissionPacks: commissionPacks({
    ...packs,
    bizLocation: HERE,
    lotNumber: "L7",
    itemExpirationDate: "2028-01-31",
  }),
  commissionContainers: commissionContainers({ ...facts, epcs: [SSCC] }),
  releaseBatch: releaseBatch({ ...facts, epcClass: BATCH }),
  recallBatch: recallBatch({ ...facts, epcClass: BATCH }),
  recallOfSerials: recallBatch(packs),
  packUnits: packUnits({ ...facts, parent: SSCC, children: [PACK], bizLocation: HERE }),
  unpackUnits: unpackUnits({ ...facts, parent: SSCC, children: [PACK] }),
  unpackAll: unpackUnits({ ...facts, parent: SSCC, children: [] }),
  ship: ship({ ...handover, po: businessTransactionId("9521234000020", "PO/7"), desadv }),
  transfer: ship({ ...handover, desadv }),
  voidShip: voidShip({ ...facts, epcs: [SSCC], desadv }),
  receive: receive({ ...handover, desadv, recadv: businessTransactionId("9521234000020", "RA1") }),
  receiveUnannounced: receive(handover),
  countIn: countIn({ ...packs, bizLocation: HERE }),
  markMissing: markMissing(packs),
  supply: supply({ ...packs, bizLocation: HERE }),
  supplyOfAPart: supply({ ...packs, bizLocation: HERE, partial: true }),
  undo: undo({ ...packs, undoes: "urn:uuid:8a4cf9b0-77d6-4d5b-8f3e-0a8a35ac2b5c" }),
  hold: hold({ ...facts, epcs: [SSCC] }),
  holdOfAClass: hold({ ...facts, epcClass: BATCH, quantity: 12 }),
  releaseHold: releaseHold(packs),
  sample: sample({ ...packs, kind: "SAMPLE" }),
  freeSample: sample({ ...packs, kind: "FREE_SAMPLE" }),
  exportPacks: exportPacks(packs),
  destroy: destroy(packs),
  voidPacks: voidPacks(packs),
  lock: lock(packs),
  unlock: unlock(packs),
  stolen: stolen(packs),
  checkOut: checkOut(packs),
  repackage: repackage({
    ...facts,
    inputs: [PACK],
    outputs: ["https://id.gs1.org/01/09521234123460/21/N1"],
    lotNumber: "R1",
    itemExpirationDate: "2028-01-31",
  }),
  dispose: dispose(packs),
  supplyPart: supplyPart({ ...packs, bizLocation: HERE }),
  issueToWard: issueToWard(packs),
  restock: restock(packs),
  returned: cameBack({ ...packs, by: "returned" }),
  retrieved: cameBack({ ...packs, by: "recalled" }),
  countQuantitiesIn: countQuantitiesIn(quantities),
  supplyQuantities: supplyQuantities(quantities),
  destroyQuantities: destroyQuantities(quantities),
  quantitiesReturned: quantitiesCameBack({ ...quantities, by: "returned" }),
  quantitiesRetrieved: quantitiesCameBack({ ...quantities, by: "recalled" }),
  restockQuantities: restockQuantities(quantities),
  setQuantitiesAside: setQuantitiesAside(quantities),
};
