import type { Delivery } from "@/lib/operations/ports";
import type { TraceEvent } from "@/lib/operations/reading-ports";

export type HistoryStep = {
  readonly step: "shipping" | "receiving" | "void_shipping";
  readonly at: number;
  readonly by: string | null;
  readonly site: string | null;
  /** Decimal; null: recorded and not in the log yet, or not told. */
  readonly leafIndex: string | null;
};

/** An event is of this delivery when it happened at its time: the unit may have travelled before and since. */
const SAME_MS = 2_000;

/**
 * What happened to a delivery, newest first: its own times, with who and where from the way of its first unit,
 * as far as that is told.
 */
export function historyOf(
  { state, shippedAt, receivedAt }: Pick<Delivery, "state" | "shippedAt" | "receivedAt">,
  way: readonly TraceEvent[],
): readonly HistoryStep[] {
  const event = (bizStep: string, at: number) =>
    way.find((each) => each.bizStep === bizStep && Math.abs((each.eventTime ?? 0) - at) < SAME_MS);
  const step = (name: HistoryStep["step"], at: number): HistoryStep => {
    const found = event(name, at);
    return {
      step: name,
      at,
      by: found?.person ?? found?.organisation ?? null,
      site: found?.site ?? null,
      leafIndex: found?.leafIndex ?? null,
    };
  };
  const voided =
    state === "VOIDED"
      ? way.find(({ bizStep, eventTime }) => bizStep === "void_shipping" && (eventTime ?? 0) >= shippedAt)
      : undefined;
  return [
    ...(voided?.eventTime != null ? [step("void_shipping", voided.eventTime)] : []),
    ...(receivedAt === null ? [] : [step("receiving", receivedAt)]),
    step("shipping", shippedAt),
  ];
}
