import type { Calendar } from "../calendar";
import { aylin, emil, ines, jakob, paul, selma, vera } from "../people";
import { ternavex } from "../products";
import type { Step } from "../story";
import { delivery, dispensed, opened, quarantined } from "../verbs";
import { batchOf, caseOf, casesOf, type DemoBatch, inCase, packAt, palletOf, range } from "./batch";
import { dispensedOver } from "./counter";
import { line } from "./line";

/** The batch to recall. docs/demo.md has its balance. */
export const tx24107Batch = (calendar: Calendar): DemoBatch =>
  batchOf(
    "TX24107",
    ternavex,
    // Six of the loose ones are to be voided, two to be samples: none of them ever leaves the maker.
    { size: 1440, packed: 1432, expiryPrinted: calendar.endOfMonth(19, "day") },
    calendar,
  );

/** The partial case: 16 packs. */
const PARTIAL = 59;
const PALLETS = [
  range(0, 12),
  [...range(12, 19), PARTIAL],
  range(19, 29),
  range(29, 39),
  range(39, 47),
  range(47, 59),
];
/** The case that reached Innsbruck open, with a pack less. */
const OPEN_CASE = 28;
const LINDEN_CASES = range(0, 5);
const HAFEN_CASES = range(5, 8);
const HOSPITAL_CASES = range(8, 12);

const packsIn = (batch: DemoBatch, cases: readonly number[]): readonly number[] =>
  cases.flatMap((index) => inCase(batch, index));

/** Reported missing at Innsbruck three days ago, lying in Bregenz. */
export const missingPack = (batch: DemoBatch): number => inCase(batch, OPEN_CASE)[0] ?? 0;
/** Dispensed by Vera last week: the patient's pack. */
export const patientsPack = (batch: DemoBatch): number => packsIn(batch, LINDEN_CASES)[71] ?? 0;
/** Decommissioned by the hospital and still on its shelf. */
export const wardPack = (batch: DemoBatch): number => packsIn(batch, HOSPITAL_CASES)[0] ?? 0;
/** In a case at Nordkai. */
export const elsewherePack = (batch: DemoBatch): number => inCase(batch, 47)[0] ?? 0;

export function tx24107(batch: DemoBatch, calendar: Calendar): readonly Step[] {
  const { daysAgo } = calendar;
  const [p1, p2, p3, p4, p5, p6] = range(0, 6).map((index) => palletOf(batch, index));
  if (!p1 || !p2 || !p3 || !p4 || !p5 || !p6) throw new Error("TX24107 has six pallets");
  const [missing, ...arrived] = inCase(batch, OPEN_CASE);
  if (missing === undefined) throw new Error("The open case is empty");
  const atInnsbruck = daysAgo(3, "08:40");

  return [
    ...line(batch, calendar, { made: 110, released: 107, pallets: PALLETS }),
    ...delivery({
      name: "TX24107 to Nordkai",
      from: jakob,
      to: aylin,
      purpose: "transfer",
      units: [p1, p2, p3, p4, p5, p6],
      shippedAt: daysAgo(105, "15:20"),
      receivedAt: daysAgo(104, "08:05"),
    }),
    ...delivery({
      name: "TX24107 to Innsbruck, first",
      from: aylin,
      to: paul,
      order: "BS-40117",
      units: [p1, p2],
      shippedAt: daysAgo(62, "15:45"),
      receivedAt: daysAgo(61, "07:50"),
    }),
    ...delivery({
      name: "TX24107 to Klinikum",
      from: paul,
      to: ines,
      order: "KS-2291",
      units: casesOf(batch, HOSPITAL_CASES),
      shippedAt: daysAgo(58, "13:10"),
      receivedAt: daysAgo(57, "07:35"),
    }),
    ...HOSPITAL_CASES.map((index) =>
      opened(daysAgo(57, "09:00") + index * 60_000, ines, caseOf(batch, index)),
    ),
    ...dispensedOver(ines, batch, packsIn(batch, HOSPITAL_CASES), calendar, { from: 56, to: 53 }),
    ...delivery({
      name: "TX24107 to Linden",
      from: paul,
      to: vera,
      order: "LA-0871",
      units: casesOf(batch, LINDEN_CASES),
      shippedAt: daysAgo(55, "13:30"),
      receivedAt: daysAgo(54, "07:45"),
    }),
    ...LINDEN_CASES.slice(0, 4).map((index) =>
      opened(daysAgo(54, "08:10") + index * 60_000, vera, caseOf(batch, index)),
    ),
    ...dispensedOver(vera, batch, packsIn(batch, LINDEN_CASES).slice(0, 71), calendar, { from: 53, to: 8 }),
    dispensed(daysAgo(7, "10:20"), vera, batch, patientsPack(batch)),
    ...delivery({
      name: "TX24107 to Hafen",
      from: paul,
      to: emil,
      order: "HA-1530",
      units: casesOf(batch, HAFEN_CASES),
      shippedAt: daysAgo(52, "13:40"),
      receivedAt: daysAgo(51, "07:55"),
    }),
    ...HAFEN_CASES.map((index) => opened(daysAgo(51, "08:20") + index * 60_000, emil, caseOf(batch, index))),
    ...dispensedOver(emil, batch, packsIn(batch, HAFEN_CASES).slice(0, 48), calendar, { from: 50, to: 4 }),
    ...delivery({
      name: "TX24107 to Innsbruck, second",
      from: aylin,
      to: paul,
      order: "BS-40188",
      units: [p3],
      shippedAt: daysAgo(4, "15:30"),
      receivedAt: atInnsbruck,
      scans: [...casesOf(batch, range(19, OPEN_CASE)), ...arrived.map((pack) => packAt(batch, pack))],
    }),
    opened(atInnsbruck + 600_000, paul, caseOf(batch, OPEN_CASE)),
    // Crushed beside the gap. The other eight of the case are sound and stand loose.
    ...arrived
      .slice(0, 15)
      .map((pack, order) =>
        quarantined(atInnsbruck + 900_000 + order * 20_000, paul, batch, pack, "Carton crushed"),
      ),
    ...delivery({
      name: "TX24107 to Vienna",
      from: aylin,
      to: selma,
      order: "BS-40203",
      units: [p4],
      shippedAt: daysAgo(1, "15:40"),
    }),
  ];
}
