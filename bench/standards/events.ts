import { recallBatch, releaseBatch } from "@/lib/core/epcis/pharma/batch";
import { commissionContainers, commissionPacks } from "@/lib/core/epcis/pharma/commission";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { hold, releaseHold } from "@/lib/core/epcis/pharma/hold";
import { destroy, exportPacks, sample } from "@/lib/core/epcis/pharma/leaving";
import { packUnits, unpackUnits } from "@/lib/core/epcis/pharma/packing";
import { businessTransactionId, receive, type Side, ship, voidShip } from "@/lib/core/epcis/pharma/shipping";
import { countIn } from "@/lib/core/epcis/pharma/stock";
import { supply, undo } from "@/lib/core/epcis/pharma/supply";
import { checkDigit } from "@/lib/core/gs1/check-digit";
import { glnLink, lgtinLink, packLink, partyLink, ssccLink } from "@/lib/core/gs1/link";
import { COMPANY_PREFIX, makePacks, numbers } from "./packs";

const PRODUCT = "09521000000015";

const gln = (place: number): string => {
  const digits = `${COMPANY_PREFIX}${String(place).padStart(5, "0")}`;
  return digits + checkDigit(digits);
};
const sscc = (unit: number): string => {
  const digits = `3${COMPANY_PREFIX}${String(unit).padStart(9, "0")}`;
  return ssccLink(digits + checkDigit(digits));
};
const side = (place: number): Side => ({
  owner: partyLink(gln(place)),
  possessor: partyLink(gln(place)),
  location: glnLink(gln(place)),
});

/** The events a medicine's life is made of, each by the builder that the product uses. */
function eventAt(i: number, below: (limit: number) => number, packs: readonly string[]): PharmaEvent {
  const place = below(50);
  const hex = (digits: number): string =>
    below(16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  const header = {
    eventId: `urn:uuid:${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`,
    eventTime: new Date(Date.UTC(2026, 10, 3) + i * 61_007).toISOString(),
    offset: below(2) === 0 ? "+01:00" : "-05:00",
    readPoint: glnLink(gln(place), `D${below(9)}`),
  };
  const here = { bizLocation: glnLink(gln(place)) };
  const facts = { ...header, epcs: packs };
  const units = { ...header, epcs: packs.map((_, unit) => sscc(1_000 * i + unit)) };
  const handover = { ...units, from: side(place), to: side(50 + below(50)) };
  const desadv = businessTransactionId(gln(place), `DN-${i}`);
  const batch = { ...header, epcClass: lgtinLink(PRODUCT, `L${below(1_000)}`) };
  switch (i % 16) {
    case 0:
      return commissionPacks({ ...facts, ...here, lotNumber: `L${i}`, itemExpirationDate: "2028-01-31" });
    case 1:
      return commissionContainers(units);
    case 2:
      return packUnits({ ...header, ...here, parent: sscc(i), children: packs });
    case 3:
      return unpackUnits({ ...header, parent: sscc(i), children: packs });
    case 4:
      return ship({ ...handover, po: businessTransactionId(gln(60), `PO/${i}`), desadv });
    case 5:
      return receive({ ...handover, desadv });
    case 6:
      return voidShip({ ...units, desadv });
    case 7:
      return countIn({ ...facts, ...here });
    case 8:
      return supply({ ...facts, ...here });
    case 9:
      return undo({ ...facts, undoes: `urn:uuid:${hex(8)}-0000-4000-8000-000000000000` });
    case 10:
      return i % 32 === 10 ? hold(facts) : releaseHold(facts);
    case 11:
      return i % 32 === 11 ? releaseBatch(batch) : recallBatch(batch);
    case 12:
      return recallBatch(facts);
    case 13:
      return sample({ ...facts, kind: "SAMPLE" });
    case 14:
      return exportPacks(facts);
    default:
      return destroy(facts);
  }
}

/** `count` events of 16 kinds in turn, each naming `size` packs or units that no other names (two kinds name a batch). */
export function makeEvents(count: number, size: number): readonly PharmaEvent[] {
  const below = numbers(2);
  const packs = makePacks(count * size).map(({ gtin, serial }) => packLink(gtin, serial));
  return Array.from({ length: count }, (_, i) => eventAt(i, below, packs.slice(i * size, (i + 1) * size)));
}
