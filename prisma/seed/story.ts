import type { BatchId, ShipmentId } from "@/lib/core/pack/ids";
import type { Result } from "@/lib/core/refusal";
import type { RecallId } from "@/lib/operations/market-ports";
import type { Deps } from "@/lib/operations/ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { Calendar } from "./calendar";
import { idsOf } from "./derive";
import type { DemoPerson } from "./people";
import { scopeOf } from "./scope";

/** What the ledger numbered while the story was told, by the names the chapters use. */
export type Records = {
  readonly batches: Map<string, BatchId>;
  /** Canonical links of cases and pallets. */
  readonly containers: Map<string, string>;
  readonly deliveries: Map<string, ShipmentId>;
  /** By the number of the batch. */
  readonly recalls: Map<string, RecallId>;
};

export type Acting = {
  readonly deps: Deps;
  readonly scope: TenantScope;
  readonly requestKey: string;
  readonly records: Records;
};

/** One operation by one person at one moment. */
export type Step = {
  /** Unique: it is the operation's request key, so that a load that is resumed repeats no step. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: DemoPerson;
  readonly act: (acting: Acting) => Promise<Result<unknown>>;
};

export type Telling = {
  readonly deps: Omit<Deps, "clock" | "ids">;
  readonly calendar: Calendar;
  /** Called before each step. */
  readonly onStep?: ((step: Step, index: number, count: number) => void) | undefined;
};

/**
 * Tells the steps in the order of their time, one after the other: so the ledger's order is that of the events and
 * the numbers it gives out are the same in every load. Steps that were told before answer from the ledger's memory.
 */
export async function tell(steps: readonly Step[], { deps, calendar, onStep }: Telling): Promise<void> {
  const records: Records = {
    batches: new Map(),
    containers: new Map(),
    deliveries: new Map(),
    recalls: new Map(),
  };
  const names = new Set(steps.map(({ name }) => name));
  if (names.size < steps.length) throw new Error("Two steps of the demo world have the same name");
  const ordered = [...steps].sort((a, b) => a.at - b.at);
  for (const [index, step] of ordered.entries()) {
    onStep?.(step, index, ordered.length);
    if (step.at > calendar.now) throw new Error(`Demo step "${step.name}" lies in the future`);
    const result = await step.act({
      deps: { ...deps, clock: { now: () => step.at }, ids: idsOf(step.name) },
      scope: scopeOf(step.by, calendar),
      requestKey: `demo: ${step.name}`,
      records,
    });
    if (!result.ok) throw new Error(whyNot(step, result.refusal));
  }
}

const whyNot = (
  step: Step,
  { code, message }: { readonly code: string; readonly message: string },
): string =>
  code === "REQUEST_KEY_REUSED"
    ? 'The demo world was half loaded by another version of Packproof: run "npm run reset", then start again.'
    : `Demo step "${step.name}" was refused: ${code}, ${message}`;
