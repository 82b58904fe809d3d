import { useEffect, useState } from "react";
import type { ProofFile } from "@/lib/core/proof/proof-file";
import type { ProofStep, StepId } from "@/lib/core/proof/proof-step";
import { verifyProof } from "@/lib/core/proof/verify-proof";
import { browserPrimitives } from "@/lib/primitives/browser";
import { type ProofSetting, verifyOptions } from "./proof-setting";

export type CheckedStep = { readonly id: StepId; readonly result: ProofStep | null };

export type ProofCheck = {
  /** In order; a step without result is being checked. */
  readonly steps: readonly CheckedStep[];
  /** All results, once all are in and shown. */
  readonly results: readonly ProofStep[] | null;
};

/** From one tick to the next: long enough to see that each is a step of its own. */
const TICK_MS = 160;

type Results = { readonly of: ProofFile; readonly steps: readonly ProofStep[]; readonly whole: boolean };

/** Checks a proof in this browser: what needs no network at once, then the chain; shows the answers one by one. */
export function useProofCheck(proof: ProofFile, setting: ProofSetting): ProofCheck {
  const [kept, setKept] = useState<Results | null>(null);

  useEffect(() => {
    let wanted = true;
    const { alone, chain } = verifyOptions(setting);
    const keep = (whole: boolean) => (result: { readonly steps: readonly ProofStep[] }) => {
      if (wanted) setKept({ of: proof, steps: result.steps, whole });
    };
    async function check() {
      keep(chain === null)(await verifyProof(proof, browserPrimitives, alone));
      if (chain !== null) keep(true)(await verifyProof(proof, browserPrimitives, chain));
    }
    void check();
    return () => {
      wanted = false;
    };
  }, [proof, setting]);

  const current = kept?.of === proof ? kept : null;
  const ids = stepsOf(proof);
  const known = current === null ? 0 : current.whole ? ids.length : ids.length - 1;
  const shown = useTicks(proof, known);
  return {
    steps: ids.map((id, i) => ({
      id,
      result: i < shown ? (current?.steps.find((step) => step.id === id) ?? null) : null,
    })),
    results: current?.whole && shown >= ids.length ? current.steps : null,
  };
}

const stepsOf = ({ kind }: ProofFile): readonly StepId[] =>
  kind === "full"
    ? ["pack", "statement", "record", "log", "checkpoint", "chain"]
    : ["pack", "statement", "log", "checkpoint", "chain"];

/** Counts up to `known`, one a tick, from nothing for each new proof; at once where motion is unwanted. */
function useTicks(proof: ProofFile, known: number): number {
  const [ticks, setTicks] = useState<{ readonly of: ProofFile; readonly count: number } | null>(null);
  const count = ticks?.of === proof ? ticks.count : 0;
  useEffect(() => {
    if (count >= known) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setTimeout(
      () => setTicks({ of: proof, count: still ? known : count + 1 }),
      still ? 0 : TICK_MS,
    );
    return () => clearTimeout(timer);
  }, [proof, count, known]);
  return count;
}
