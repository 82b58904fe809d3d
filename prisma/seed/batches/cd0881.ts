import type { Calendar } from "../calendar";
import { aylin, emil, ines, jakob, paul, vera } from "../people";
import { calmadex } from "../products";
import type { Step } from "../story";
import { delivery, opened } from "../verbs";
import { batchOf, caseOf, type DemoBatch, inCase, palletOf, range } from "./batch";
import { dispensedOver } from "./counter";
import { line } from "./line";

/** Expired at the end of last month: its print names no day. */
export const cd0881Batch = (calendar: Calendar): DemoBatch =>
  batchOf(
    "CD0881",
    calmadex,
    { size: 800, packed: 800, expiryPrinted: calendar.endOfMonth(-1, "month only") },
    calendar,
  );

const PALLETS = [range(0, 10), range(10, 20)];
const CONSUMERS = [
  { by: vera, from: 0, supplied: 38, order: "LA-0213" },
  { by: emil, from: 1, supplied: 38, order: "HA-0377" },
  // 36 are left in the hospital, to be disposed of.
  { by: ines, from: 2, supplied: 4, order: "KS-0951" },
] as const;

/** Left on Vera's shelf, on Emil's and in the hospital. */
export const expiredPacks = (
  batch: DemoBatch,
): { readonly linden: number; readonly hafen: number; readonly hospital: number } => {
  const [linden = 0, hafen = 0, hospital = 0] = [0, 1, 2].map((index) => inCase(batch, index).at(-1));
  return { linden, hafen, hospital };
};

export function cd0881(batch: DemoBatch, calendar: Calendar): readonly Step[] {
  const { daysAgo } = calendar;
  return [
    ...line(batch, calendar, { made: 700, released: 695, pallets: PALLETS }),
    ...delivery({
      name: "CD0881 to Nordkai",
      from: jakob,
      to: aylin,
      purpose: "transfer",
      units: [palletOf(batch, 0), palletOf(batch, 1)],
      shippedAt: daysAgo(690, "15:30"),
      receivedAt: daysAgo(689, "08:00"),
    }),
    ...delivery({
      name: "CD0881 to Innsbruck",
      from: aylin,
      to: paul,
      order: "BS-37015",
      units: [palletOf(batch, 0)],
      shippedAt: daysAgo(660, "15:00"),
      receivedAt: daysAgo(659, "08:20"),
    }),
    ...CONSUMERS.flatMap(({ by, from, supplied, order }) => [
      ...delivery({
        name: `CD0881 to ${by.organisation.name}`,
        from: paul,
        to: by,
        order,
        units: [caseOf(batch, from)],
        shippedAt: daysAgo(640, "13:10"),
        receivedAt: daysAgo(639, "07:45"),
      }),
      opened(daysAgo(639, "08:15"), by, caseOf(batch, from)),
      ...dispensedOver(by, batch, inCase(batch, from).slice(0, supplied), calendar, { from: 630, to: 60 }),
    ]),
  ];
}
