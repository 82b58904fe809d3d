import type { Calendar } from "../calendar";
import { aylin, jakob } from "../people";
import { calmadex } from "../products";
import type { Step } from "../story";
import { delivery } from "../verbs";
import { batchOf, type DemoBatch, palletOf, range } from "./batch";
import { line } from "./line";

/** Waits at Nordkai for its release: the story starts here. */
export const cd0890Batch = (calendar: Calendar): DemoBatch =>
  batchOf(
    "CD0890",
    calmadex,
    { size: 800, packed: 800, expiryPrinted: calendar.endOfMonth(23, "month only") },
    calendar,
  );

export const cd0890 = (batch: DemoBatch, calendar: Calendar): readonly Step[] => [
  ...line(batch, calendar, { made: 5, pallets: [range(0, 10), range(10, 20)] }),
  ...delivery({
    name: "CD0890 to Nordkai",
    from: jakob,
    to: aylin,
    purpose: "transfer",
    units: [palletOf(batch, 0), palletOf(batch, 1)],
    shippedAt: calendar.daysAgo(4, "15:10"),
    receivedAt: calendar.daysAgo(3, "08:20"),
  }),
];
