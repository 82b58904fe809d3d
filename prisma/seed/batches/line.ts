import type { Calendar } from "../calendar";
import { jakob, orla } from "../people";
import type { Step } from "../story";
import { commissioned, createdBatch, packed, released } from "../verbs";
import { caseCount, caseOf, casesOf, type DemoBatch, inCase, packAt, palletOf, range } from "./batch";

export type Line = {
  /** Days before loading on which the line ran. */
  readonly made: number;
  /** Days before loading on which the batch was released; absent: it still waits for that. */
  readonly released?: number;
  /** Which cases stand on which pallet. */
  readonly pallets: readonly (readonly number[])[];
};

const SECONDS = 1000;

/** From plan to pallets: what every batch begins with. */
export function line(batch: DemoBatch, calendar: Calendar, facts: Line): readonly Step[] {
  const { made, pallets } = facts;
  const firstCase = calendar.daysAgo(made, "10:00");
  const firstPallet = calendar.daysAgo(made, "14:30");
  const cases = range(0, caseCount(batch)).map((index) =>
    packed(
      firstCase + index * 40 * SECONDS,
      jakob,
      caseOf(batch, index).container,
      inCase(batch, index).map((pack) => packAt(batch, pack)),
    ),
  );
  const stacked = pallets.map((onIt, index) =>
    packed(
      firstPallet + index * 300 * SECONDS,
      jakob,
      palletOf(batch, index).container,
      casesOf(batch, onIt),
    ),
  );
  return [
    createdBatch(calendar.daysAgo(made + 1, "16:10"), orla, batch),
    commissioned(calendar.daysAgo(made, "08:20"), jakob, batch),
    ...cases,
    ...stacked,
    ...(facts.released === undefined
      ? []
      : [released(calendar.daysAgo(facts.released, "11:00"), orla, batch)]),
  ];
}
