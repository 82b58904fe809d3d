import type { Calendar } from "../calendar";
import { aylin, emil, ines, jakob, mara, paul, theo, vera } from "../people";
import { semvia } from "../products";
import type { Step } from "../story";
import { delivery, opened, quarantined, recalled } from "../verbs";
import { batchOf, caseOf, casesOf, type DemoBatch, inCase, packAt, palletOf, range } from "./batch";
import { dispensedOver } from "./counter";
import { line } from "./line";

/** Recalled last month down to pharmacies; three of its pens were missing long before. */
export const sv3298Batch = (calendar: Calendar): DemoBatch =>
  batchOf(
    "SV3298",
    semvia,
    { size: 400, packed: 400, expiryPrinted: calendar.endOfMonth(7, "day") },
    calendar,
  );

const PALLETS = [range(0, 10), range(10, 20)];
/** Arrived at Innsbruck with three pens less than announced. */
const SHORT_CASE = 9;

const CONSUMERS = [
  { by: vera, from: 0, supplied: 17, order: "LA-0744" },
  { by: emil, from: 1, supplied: 18, order: "HA-1398" },
  { by: ines, from: 2, supplied: 12, order: "KS-2107" },
] as const;

/** Overlooked when the batch was set aside: still on Vera's shelf, and on Emil's. */
export const overlooked = (batch: DemoBatch): { readonly linden: number; readonly hafen: number } => ({
  linden: inCase(batch, 0)[19] ?? 0,
  hafen: inCase(batch, 1)[19] ?? 0,
});

export function sv3298(batch: DemoBatch, calendar: Calendar): readonly Step[] {
  const { daysAgo, lastMonth } = calendar;
  const setAside = (hour: string) => lastMonth(18, hour);
  return [
    ...line(batch, calendar, { made: 212, released: 209, pallets: PALLETS }),
    ...delivery({
      name: "SV3298 to Nordkai",
      from: jakob,
      to: aylin,
      purpose: "transfer",
      units: [palletOf(batch, 0), palletOf(batch, 1)],
      shippedAt: daysAgo(206, "15:15"),
      receivedAt: daysAgo(205, "08:10"),
    }),
    ...delivery({
      name: "SV3298 to Innsbruck",
      from: aylin,
      to: paul,
      order: "BS-39702",
      units: [palletOf(batch, 0)],
      shippedAt: daysAgo(190, "14:40"),
      receivedAt: daysAgo(189, "08:20"),
      scans: [
        ...casesOf(batch, range(0, SHORT_CASE)),
        ...inCase(batch, SHORT_CASE)
          .slice(3)
          .map((pack) => packAt(batch, pack)),
      ],
    }),
    ...CONSUMERS.flatMap(({ by, from, supplied, order }) => [
      ...delivery({
        name: `SV3298 to ${by.organisation.name}`,
        from: paul,
        to: by,
        order,
        units: [caseOf(batch, from)],
        shippedAt: daysAgo(160, "13:00"),
        receivedAt: daysAgo(159, "07:50"),
      }),
      opened(daysAgo(159, "08:30"), by, caseOf(batch, from)),
      ...dispensedOver(by, batch, inCase(batch, from).slice(0, supplied), calendar, { from: 158, to: 70 }),
    ]),
    ...recalled(lastMonth(17, "10:30"), theo, batch, {
      preparedBy: mara,
      recall: { class: 2, depth: "pharmacy", publicText: null },
      reason: "Pens of this batch may deliver too little",
    }),
    quarantined(setAside("08:40"), vera, batch, inCase(batch, 0)[17] ?? 0, "RECALLED"),
    quarantined(setAside("08:41"), vera, batch, inCase(batch, 0)[18] ?? 0, "RECALLED"),
    quarantined(setAside("09:10"), emil, batch, inCase(batch, 1)[18] ?? 0, "RECALLED"),
    // Two cases are still at Innsbruck: whoever tries to ship them is stopped.
    ...delivery({
      name: "SV3298 back from Innsbruck",
      from: paul,
      to: aylin,
      purpose: "return",
      units: casesOf(batch, range(5, 10)),
      shippedAt: lastMonth(19, "14:00"),
      receivedAt: lastMonth(20, "08:30"),
    }),
  ];
}
