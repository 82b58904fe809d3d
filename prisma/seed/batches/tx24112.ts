import type { Calendar } from "../calendar";
import { aylin, emil, jakob, paul, selma, vera } from "../people";
import { ternavex } from "../products";
import type { Step } from "../story";
import { delivery, dispensed, opened } from "../verbs";
import { batchOf, caseOf, casesOf, type DemoBatch, inCase, palletOf, range } from "./batch";
import { dispensedOver } from "./counter";
import { line } from "./line";

/** Ternavex that no recall concerns: it answers whether there will be a shortage. Two cases' worth is not packed yet. */
export const tx24112Batch = (calendar: Calendar): DemoBatch =>
  batchOf(
    "TX24112",
    ternavex,
    { size: 960, packed: 912, expiryPrinted: calendar.endOfMonth(22, "day") },
    calendar,
  );

const PALLETS = [range(0, 10), range(10, 20), range(20, 26), range(26, 38)];
const LINDEN_CASE = 0;
const HAFEN_CASE = 1;

type Told = { readonly tooLate: number; readonly undoable: number; readonly shelf: number };
const told = (batch: DemoBatch, index: number): Told => {
  const [tooLate = 0, undoable = 0, shelf = 0] = inCase(batch, index);
  return { tooLate, undoable, shelf };
};
/** Dispensed 12 days ago, dispensed yesterday, and still on the shelf: one each at Linden and at Hafen. */
export const atLinden = (batch: DemoBatch): Told => told(batch, LINDEN_CASE);
export const atHafen = (batch: DemoBatch): Told => told(batch, HAFEN_CASE);

export function tx24112(batch: DemoBatch, calendar: Calendar): readonly Step[] {
  const { daysAgo } = calendar;
  return [
    ...line(batch, calendar, { made: 78, released: 75, pallets: PALLETS }),
    ...delivery({
      name: "TX24112 to Nordkai",
      from: jakob,
      to: aylin,
      purpose: "transfer",
      units: PALLETS.map((_, index) => palletOf(batch, index)),
      shippedAt: daysAgo(74, "15:10"),
      receivedAt: daysAgo(73, "08:15"),
    }),
    ...delivery({
      name: "TX24112 to Innsbruck",
      from: aylin,
      to: paul,
      order: "BS-40124",
      units: [palletOf(batch, 0)],
      shippedAt: daysAgo(66, "14:50"),
      receivedAt: daysAgo(65, "08:10"),
    }),
    ...delivery({
      name: "TX24112 to Vienna",
      from: aylin,
      to: selma,
      order: "BS-40125",
      units: [palletOf(batch, 1)],
      shippedAt: daysAgo(66, "15:20"),
      receivedAt: daysAgo(64, "09:05"),
    }),
    ...atCounter(batch, calendar, { by: vera, from: LINDEN_CASE, order: "LA-0902" }),
    ...atCounter(batch, calendar, { by: emil, from: HAFEN_CASE, order: "HA-1561" }),
    ...delivery({
      name: "TX24112 to Innsbruck, second",
      from: aylin,
      to: paul,
      order: "BS-40205",
      units: casesOf(batch, PALLETS[2] ?? []),
      shippedAt: daysAgo(1, "14:20"),
    }),
  ];
}

/** One case for a pharmacy: opened, some of it dispensed, one of them 12 days ago and one yesterday. */
function atCounter(
  batch: DemoBatch,
  calendar: Calendar,
  { by, from, order }: { readonly by: typeof vera; readonly from: number; readonly order: string },
): readonly Step[] {
  const { daysAgo } = calendar;
  const { tooLate, undoable } = told(batch, from);
  return [
    ...delivery({
      name: `TX24112 to ${by.organisation.name}`,
      from: paul,
      to: by,
      order,
      units: [caseOf(batch, from)],
      shippedAt: daysAgo(41, "13:20"),
      receivedAt: daysAgo(40, "07:40"),
    }),
    opened(daysAgo(40, "08:05"), by, caseOf(batch, from)),
    dispensed(daysAgo(12, "11:15"), by, batch, tooLate),
    dispensed(daysAgo(1, "16:05"), by, batch, undoable),
    ...dispensedOver(by, batch, inCase(batch, from).slice(12, 20), calendar, { from: 38, to: 3 }),
  ];
}
