export type Lane = { readonly id: string; readonly label: string; readonly sub?: string };

export type LaneStep = {
  readonly key: string;
  /** Whose step it is: a lane's id. */
  readonly lane: string;
  readonly time: string;
  readonly title: string;
  readonly detail?: string;
  /** Steps of a container that are folded into this one: "inside case 952…: 3 steps". */
  readonly folded?: string;
};

/** What one cell of the drawing shows of the custody line. */
export type LaneCell = {
  readonly lane: string;
  /** The line comes from above / goes on below in this lane. */
  readonly above: boolean;
  readonly below: boolean;
  /** The hand-over crosses from the cell's middle line to the left / right edge. */
  readonly left: boolean;
  readonly right: boolean;
  readonly dot: boolean;
};

export type LaneRow = { readonly step: LaneStep; readonly cells: readonly LaneCell[] };

/**
 * The custody line through the lanes, step by step: down in the lane of whoever holds the pack, across
 * where it changes hands. Steps come in time order; a step of an unknown lane is a broken invariant.
 */
export function laneRows(lanes: readonly Lane[], steps: readonly LaneStep[]): readonly LaneRow[] {
  const indexOf = new Map(lanes.map((lane, index) => [lane.id, index]));
  return steps.map((step, row) => {
    const here = indexOf.get(step.lane);
    if (here === undefined) throw new Error(`Step ${step.key} belongs to no lane: ${step.lane}`);
    const before = row > 0 ? indexOf.get(steps[row - 1]?.lane ?? "") : undefined;
    const from = before ?? here;
    const [low, high] = from < here ? [from, here] : [here, from];
    return {
      step,
      cells: lanes.map((lane, index) => ({
        lane: lane.id,
        above: row > 0 && index === from,
        below: row < steps.length - 1 && index === here,
        left: index > low && index <= high,
        right: index >= low && index < high,
        dot: index === here,
      })),
    };
  });
}
