import type { Calendar } from "../calendar";
import { numberOf } from "../derive";
import type { DemoPerson } from "../people";
import type { Step } from "../story";
import { dispensed } from "../verbs";
import type { DemoBatch } from "./batch";

/** Hospital and pharmacy hours, from which the minutes are drawn. */
const OPENS_AT = 8;
const MINUTES_OPEN = 9 * 60;

const MINUTE = 60_000;

/** Packs dispensed one after the other, spread over the days from `from` down to `to` before loading. */
export function dispensedOver(
  by: DemoPerson,
  batch: DemoBatch,
  packs: readonly number[],
  calendar: Calendar,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Step[] {
  const day = (order: number): number => from - Math.floor((order * (from - to + 1)) / packs.length);
  return packs.map((pack, order) => {
    const opening = calendar.daysAgo(day(order), `0${OPENS_AT}:00`);
    const minutes = numberOf(`${batch.number}/${pack}/dispensed`, MINUTES_OPEN);
    return dispensed(opening + minutes * MINUTE, by, batch, pack);
  });
}
