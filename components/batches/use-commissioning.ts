"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { changeKept, forgetKept, readKept, useKept } from "@/components/deliveries/kept";
import type { Refusal } from "@/lib/core/refusal";
import type { ImportCheck } from "@/lib/operations/check-import";
import type { Commissioned } from "@/lib/operations/commission-packs";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import {
  afterStep,
  CHECK_STEP,
  type Job,
  KEPT_JOB,
  leftOf,
  madeBy,
  nextStep,
  type Rejected,
  reconciled,
  sortOut,
  withoutRegistered,
} from "./commission-job";
import { readSerialList, type SerialRow } from "./serial-list";

export type Checked = {
  readonly rows: number;
  readonly fresh: readonly string[];
  readonly duplicates: readonly Rejected[];
  readonly rejected: readonly Rejected[];
};

export type Stage =
  | { readonly kind: "choose"; readonly refusal: Refusal | null }
  | { readonly kind: "checking"; readonly done: number; readonly total: number }
  | { readonly kind: "checked"; readonly checked: Checked }
  | { readonly kind: "working"; readonly job: Job; readonly stopping: boolean }
  /** Stopped by a person (no refusal) or by an answer. */
  | { readonly kind: "stopped"; readonly job: Job; readonly refusal: Refusal | null }
  | { readonly kind: "done"; readonly made: number };

/** A step writes thousands of packs and their event in one transaction. */
const PATIENCE = { timeoutMs: 120_000 } as const;

/** Dry run, then step by step; what a step made stays, and a step that failed is asked for again, not doubled. */
export function useCommissioning(batchId: string, key: string, commissioned: number) {
  const router = useRouter();
  const { value: kept } = useKept(KEPT_JOB, key);
  const [stage, setStage] = useState<Stage>({ kind: "choose", refusal: null });
  const stop = useRef(false);
  const path = `/api/v1/batches/${batchId}/packs`;
  const ask = (part: readonly SerialRow[]) =>
    post<ImportCheck>(`${path}/check`, { serials: part.map(({ serial }) => serial) }, PATIENCE);

  async function check(text: string): Promise<void> {
    const list = readSerialList(text);
    const { asked, rejected } = sortOut(list);
    const answers: ImportCheck[] = [];
    const bad: Rejected[] = [...rejected];
    const duplicates: Rejected[] = [];
    for (let from = 0; from < asked.length; from += CHECK_STEP) {
      setStage({ kind: "checking", done: from, total: asked.length });
      const part = asked.slice(from, from + CHECK_STEP);
      const answer = await ask(part);
      if (!answer.ok) return setStage({ kind: "choose", refusal: answer.refusal });
      answers.push(answer.value);
      // The registry counts rows of the part; people count rows of their file.
      const rowOf = (row: number) => part[row - 1]?.row ?? row;
      for (const each of answer.value.duplicates)
        duplicates.push({ ...each, row: rowOf(each.row), why: "registered" });
      for (const each of answer.value.rejected) bad.push({ ...each, row: rowOf(each.row) });
    }
    setStage({
      kind: "checked",
      checked: {
        rows: list.rows.length + list.twice.length,
        fresh: answers.flatMap(({ fresh }) => fresh),
        duplicates,
        rejected: bad.sort((a, b) => a.row - b.row),
      },
    });
  }

  async function run(begun: Job): Promise<void> {
    stop.current = false;
    let job = begun;
    for (let step = nextStep(job); step !== null; step = nextStep(job)) {
      changeKept(KEPT_JOB, key, () => job);
      setStage({ kind: "working", job, stopping: false });
      const answer = await post<Commissioned>(path, step.body, PATIENCE);
      if (!answer.ok) {
        playTone("caution");
        return setStage({ kind: "stopped", job, refusal: answer.refusal });
      }
      job = afterStep(job, step.count);
      changeKept(KEPT_JOB, key, () => job);
      if (stop.current && leftOf(job) > 0) return setStage({ kind: "stopped", job, refusal: null });
    }
    finish(job);
  }

  function finish(job: Job): void {
    forgetKept(key);
    playTone("done");
    setStage({ kind: "done", made: madeBy(job) });
    router.refresh();
  }

  /** The registry knows which serials an unanswered step made after all. */
  async function resume(from: Job): Promise<void> {
    if (from.kind !== "import") return run(from);
    let job: Job = from;
    setStage({ kind: "checking", done: madeBy(from), total: from.total });
    const part = from.remaining.slice(0, CHECK_STEP).map((serial, i) => ({ row: i + 1, serial }));
    const answer = await ask(part);
    if (!answer.ok) return setStage({ kind: "stopped", job, refusal: answer.refusal });
    job = withoutRegistered(from, new Set(answer.value.duplicates.map(({ serial }) => serial)));
    return leftOf(job) === 0 ? finish(job) : run(job);
  }

  return {
    stage,
    /** A job that a reload or a closed page interrupted. */
    interrupted: stage.kind === "choose" && kept !== null ? reconciled(kept, commissioned) : null,
    check,
    makeFresh: (fresh: readonly string[]) => run({ kind: "import", remaining: fresh, total: fresh.length }),
    generate: (total: number) => run({ kind: "generate", made: 0, total, base: commissioned }),
    resume,
    stop: () => {
      stop.current = true;
      setStage((before) => (before.kind === "working" ? { ...before, stopping: true } : before));
    },
    leave: () => {
      const job = readKept(KEPT_JOB, key);
      forgetKept(key);
      setStage(
        job && madeBy(job) > 0 ? { kind: "done", made: madeBy(job) } : { kind: "choose", refusal: null },
      );
      router.refresh();
    },
    restart: () => setStage({ kind: "choose", refusal: null }),
  };
}

export type Commissioning = ReturnType<typeof useCommissioning>;
