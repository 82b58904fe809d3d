import type { Lane, LaneStep } from "@/components/ui/lanes-layout";
import type { LogStatus } from "@/lib/operations/desk-ports";
import type { TraceEvent } from "@/lib/operations/reading-ports";

export type ProofLevel = "recorded" | "logged" | "anchored" | "final";

/** How far the log has got with this step: what is anchored is in every head from then on. */
export function levelOf({ leafIndex }: TraceEvent, { anchored }: LogStatus): ProofLevel {
  if (leafIndex === null) return "recorded";
  if (!anchored || BigInt(leafIndex) >= BigInt(anchored.size)) return "logged";
  return anchored.final ? "final" : "anchored";
}

export type Words = {
  /** What the step was, in a word: "Received". */
  readonly step: (event: TraceEvent) => string;
  readonly time: (event: TraceEvent) => string;
  readonly detail: (event: TraceEvent) => string;
  readonly actor: (event: TraceEvent) => string;
};

/**
 * One lane for each organisation in the order the pack came to them. Parties the asking organisation may not know
 * share a lane by their kind: it sees that somebody acted, not who.
 */
export function lanesOf(
  events: readonly TraceEvent[],
  words: Words,
): { readonly lanes: readonly Lane[]; readonly steps: readonly LaneStep[] } {
  const lanes = new Map<string, Lane>();
  const laneOf = (event: TraceEvent): string =>
    event.orgId ?? `unnamed ${event.statement.actorKind ?? "other"}`;
  for (const event of events) {
    const id = laneOf(event);
    if (lanes.has(id)) continue;
    lanes.set(id, {
      id,
      label: event.organisation ?? words.actor(event),
      ...(event.organisation ? { sub: words.actor(event) } : {}),
    });
  }
  return {
    lanes: [...lanes.values()],
    steps: events.map((event) => ({
      key: event.eventId,
      lane: laneOf(event),
      time: words.time(event),
      title: words.step(event),
      detail: words.detail(event),
    })),
  };
}
