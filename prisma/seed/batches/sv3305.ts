import type { Calendar } from "../calendar";
import { aylin, emil, ines, jakob, paul, selma, vera } from "../people";
import { semvia } from "../products";
import type { Step } from "../story";
import { delivery, dispensed, opened } from "../verbs";
import { batchOf, caseOf, casesOf, type DemoBatch, inCase, palletOf, range } from "./batch";
import { dispensedOver } from "./counter";
import { line } from "./line";

/** Semvia pens. One serial number of them was copied. */
export const sv3305Batch = (calendar: Calendar): DemoBatch =>
  batchOf(
    "SV3305",
    semvia,
    { size: 600, packed: 600, expiryPrinted: calendar.endOfMonth(13, "day") },
    calendar,
  );

const PALLETS = [range(0, 10), range(10, 13), range(13, 20), range(20, 30)];
const LINDEN_CASE = 0;
const HAFEN_CASE = 1;
const HOSPITAL_CASE = 2;

/** Dispensed in Graz two days ago; a copy of it turns up in Bregenz. */
export const copiedPen = (batch: DemoBatch): number => inCase(batch, LINDEN_CASE)[0] ?? 0;
export function sv3305(batch: DemoBatch, calendar: Calendar): readonly Step[] {
  const { daysAgo } = calendar;
  const [p1, p2, p3, p4] = range(0, 4).map((index) => palletOf(batch, index));
  if (!p1 || !p2 || !p3 || !p4) throw new Error("SV3305 has four pallets");
  const consumers = [
    { by: vera, from: LINDEN_CASE, order: "LA-0917" },
    { by: emil, from: HAFEN_CASE, order: "HA-1577" },
    { by: ines, from: HOSPITAL_CASE, order: "KS-2340" },
  ];
  return [
    ...line(batch, calendar, { made: 52, released: 50, pallets: PALLETS }),
    ...delivery({
      name: "SV3305 to Nordkai",
      from: jakob,
      to: aylin,
      purpose: "transfer",
      units: [p1, p2, p3],
      shippedAt: daysAgo(49, "15:00"),
      receivedAt: daysAgo(48, "08:00"),
    }),
    ...delivery({
      name: "SV3305 to Innsbruck",
      from: aylin,
      to: paul,
      order: "BS-40150",
      units: [p1],
      shippedAt: daysAgo(44, "15:05"),
      receivedAt: daysAgo(43, "07:55"),
    }),
    ...delivery({
      name: "SV3305 to Vienna",
      from: aylin,
      to: selma,
      order: "BS-40151",
      units: [p2],
      shippedAt: daysAgo(44, "15:25"),
      receivedAt: daysAgo(42, "08:45"),
    }),
    ...consumers.flatMap(({ by, from, order }) => [
      ...delivery({
        name: `SV3305 to ${by.organisation.name}`,
        from: paul,
        to: by,
        order,
        units: [caseOf(batch, from)],
        shippedAt: daysAgo(30, "13:15"),
        receivedAt: daysAgo(29, "07:30"),
      }),
      opened(daysAgo(29, "08:20"), by, caseOf(batch, from)),
      ...dispensedOver(by, batch, inCase(batch, from).slice(10, 17), calendar, { from: 28, to: 5 }),
    ]),
    dispensed(daysAgo(2, "11:20"), vera, batch, copiedPen(batch)),
    ...delivery({
      name: "SV3305 to Klinikum, second",
      from: paul,
      to: ines,
      order: "KS-2377",
      units: casesOf(batch, [3]),
      shippedAt: daysAgo(1, "13:50"),
    }),
    ...delivery({
      name: "SV3305 to Nordkai, second",
      from: jakob,
      to: aylin,
      purpose: "transfer",
      units: [p4],
      shippedAt: daysAgo(1, "15:00"),
    }),
  ];
}
