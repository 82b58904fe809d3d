import { labelLink } from "@/lib/core/gs1/link";
import { type DemoBatch, serialAt } from "./batches/batch";
import { expiredPacks } from "./batches/cd0881";
import { overlooked } from "./batches/sv3298";
import { copiedPen } from "./batches/sv3305";
import { elsewherePack, missingPack, patientsPack, wardPack } from "./batches/tx24107";
import { atHafen, atLinden } from "./batches/tx24112";
import { serialOf } from "./derive";
import { brenner, type DemoSite, hafen, klinikum, linden } from "./organisations";
import { mellis } from "./products";
import type { DemoBatches } from "./world";

/** A code to click at a station, before those of the units that stand there or are on their way (demo_tray in SQL). */
export type DemoCode = {
  readonly station: "receive" | "counter" | "find" | "check";
  /** Null: at every site. */
  readonly siteId: string | null;
  readonly label: string;
  readonly description: string;
  /** What a scanner would send. */
  readonly raw: string;
};

export const codesOf = (batches: DemoBatches): readonly DemoCode[] => [
  ...dockCodes(batches),
  ...counterCodes(batches),
  ...searchCodes(batches),
  ...publicCodes(batches),
];

const GS = "\u001d";

/** GS1 DataMatrix (AIM id ]d2) of a pack: product code, serial, expiry, batch. */
const dataMatrix = ({ product, expiryPrinted, number }: DemoBatch, serial: string): string =>
  `]d201${product.gtin}21${serial}${GS}17${expiryPrinted}10${number}`;

const packCode = (batch: DemoBatch, index: number): string => dataMatrix(batch, serialAt(batch, index));

/** QR code (AIM id ]Q1: plain data) with the pack's GS1 Digital Link. */
const linkCode = (batch: DemoBatch, index: number): string =>
  `]Q1${labelLink("https://id.gs1.org", {
    gtin: batch.product.gtin,
    serial: serialAt(batch, index),
    batch: batch.number,
    expiry: batch.expiryPrinted,
  })}`;

/** A serial number that no line has printed. */
const unknownCode = (batch: DemoBatch): string => dataMatrix(batch, serialOf("no batch", 0));

/** EAN-13 (AIM id ]E0): the GTIN without the zero that pads it. */
const LOZENGES = `]E0${mellis.gtin.slice(1)}`;

const station =
  (name: DemoCode["station"], site: DemoSite | null) =>
  (label: string, description: string, raw: string): DemoCode => ({
    station: name,
    siteId: site?.id ?? null,
    label,
    description,
    raw,
  });

function dockCodes({ tx24107 }: DemoBatches): readonly DemoCode[] {
  const innsbruck = station("receive", brenner.sites[0]);
  return [innsbruck("Not announced", "TX24107, on no delivery", packCode(tx24107, elsewherePack(tx24107)))];
}

function counterCodes({ tx24107, tx24112, sv3305, sv3298, cd0881 }: DemoBatches): readonly DemoCode[] {
  const vera = station("counter", linden.sites[0]);
  const emil = station("counter", hafen.sites[0]);
  const ines = station("counter", klinikum.sites[0]);
  const anyone = station("counter", null);
  const graz = atLinden(tx24112);
  const bregenz = atHafen(tx24112);
  const expired = expiredPacks(cd0881);
  const recalled = overlooked(sv3298);
  return [
    emil("Semvia pen", "A serial number dispensed in Graz", packCode(sv3305, copiedPen(sv3305))),
    emil("Found pack", "TX24107, behind the shelf", packCode(tx24107, missingPack(tx24107))),
    vera("Dispensed last week", "TX24107", packCode(tx24107, patientsPack(tx24107))),
    vera("Dispensed yesterday", "TX24112, undo open", packCode(tx24112, graz.undoable)),
    vera("Dispensed 12 days ago", "TX24112, undo closed", packCode(tx24112, graz.tooLate)),
    emil("Dispensed yesterday", "TX24112, undo open", packCode(tx24112, bregenz.undoable)),
    emil("Dispensed 12 days ago", "TX24112, undo closed", packCode(tx24112, bregenz.tooLate)),
    ines("Ward pack", "TX24107, decommissioned by this hospital", packCode(tx24107, wardPack(tx24107))),
    vera("Expired", "Calmadex, left on the shelf", packCode(cd0881, expired.linden)),
    emil("Expired", "Calmadex, left on the shelf", packCode(cd0881, expired.hafen)),
    ines("Expired", "Calmadex, left on the shelf", packCode(cd0881, expired.hospital)),
    vera("Recalled", "Semvia SV3298, overlooked on the shelf", packCode(sv3298, recalled.linden)),
    emil("Recalled", "Semvia SV3298, overlooked on the shelf", packCode(sv3298, recalled.hafen)),
    anyone("Unknown serial", "A Ternavex that nobody has made", unknownCode(tx24107)),
    anyone("Lozenges", "Mellis, a product without serial numbers", LOZENGES),
  ];
}

function searchCodes({ tx24107, tx24112, sv3305, sv3298, cd0881 }: DemoBatches): readonly DemoCode[] {
  const anyone = station("find", null);
  return [
    anyone("Sound pack", "TX24112, on a shelf in Graz", packCode(tx24112, atLinden(tx24112).shelf)),
    anyone("Dispensed pack", "TX24107, dispensed last week", packCode(tx24107, patientsPack(tx24107))),
    anyone("Missing pack", "TX24107, reported three days ago", packCode(tx24107, missingPack(tx24107))),
    anyone("Copied pen", "Semvia, dispensed two days ago", packCode(sv3305, copiedPen(sv3305))),
    anyone("Recalled pen", "Semvia SV3298", packCode(sv3298, overlooked(sv3298).linden)),
    anyone("Expired pack", "Calmadex CD0881", packCode(cd0881, expiredPacks(cd0881).linden)),
    anyone("Unknown serial", "A Ternavex that nobody has made", unknownCode(tx24107)),
  ];
}

function publicCodes({ tx24107, tx24112, sv3305, sv3298 }: DemoBatches): readonly DemoCode[] {
  const anyone = station("check", null);
  return [
    anyone("Dispensed last week", "Ternavex", packCode(tx24107, patientsPack(tx24107))),
    anyone("Not dispensed yet", "Ternavex, its QR code", linkCode(tx24112, atLinden(tx24112).shelf)),
    anyone("Recalled from pharmacies", "Semvia", packCode(sv3298, overlooked(sv3298).linden)),
    anyone("Dispensed two days ago", "Semvia", packCode(sv3305, copiedPen(sv3305))),
    anyone("Unknown serial", "A Ternavex that nobody has made", unknownCode(tx24107)),
    anyone("Lozenges", "Mellis, a product without serial numbers", LOZENGES),
  ];
}
