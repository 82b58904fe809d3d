import type { LogLevelName } from "@/components/proof/log-level";
import { type PublicStepKind, publicStepOf } from "@/lib/core/verdict/public-steps";
import type { PublicStep } from "@/lib/operations/public-ports";

export type WayStep =
  | { readonly kind: "told"; readonly name: PublicStepKind; readonly step: PublicStep }
  | { readonly kind: "moved"; readonly count: number };

/** A pack's way, oldest first: the trade between its making and what came of it stands as one line. */
export function wayOf(steps: readonly PublicStep[], moved: number): readonly WayStep[] {
  const told = steps.flatMap((step): WayStep[] => {
    const name = publicStepOf(step.statement);
    return name === "moved" || name === "closed" ? [] : [{ kind: "told", name, step }];
  });
  if (moved === 0) return told;
  const first = told.findIndex((step) => step.kind === "told" && step.name !== "made");
  const at = first === -1 ? told.length : first;
  return [...told.slice(0, at), { kind: "moved", count: moved }, ...told.slice(at)];
}

/** How far a step has come, in the log's own words. */
export const levelOf = ({ logged, anchored, final }: PublicStep): LogLevelName =>
  final ? "final" : anchored ? "anchored" : logged ? "logged" : "recorded";
