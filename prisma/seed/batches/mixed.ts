import type { Calendar } from "../calendar";
import { emil, paul, selma, vera } from "../people";
import type { Step } from "../story";
import { delivery } from "../verbs";
import { casesOf, type DemoBatch, inCase, packAt } from "./batch";

/** Deliveries of several products, on their way since yesterday: cases and single packs. */
export function mixedDeliveries(
  { ternavex, semvia }: { readonly ternavex: DemoBatch; readonly semvia: DemoBatch },
  { daysAgo }: Calendar,
): readonly Step[] {
  const pens = (index: number, count: number) =>
    inCase(semvia, index)
      .slice(0, count)
      .map((pack) => packAt(semvia, pack));
  return [
    ...delivery({
      name: "Vienna to Linden",
      from: selma,
      to: vera,
      order: "LA-0944",
      units: [...casesOf(ternavex, [10, 11]), ...pens(10, 3)],
      shippedAt: daysAgo(1, "14:35"),
    }),
    ...delivery({
      name: "Innsbruck to Hafen",
      from: paul,
      to: emil,
      order: "HA-1602",
      units: [...casesOf(ternavex, [2]), ...pens(4, 4)],
      shippedAt: daysAgo(1, "14:10"),
    }),
  ];
}
