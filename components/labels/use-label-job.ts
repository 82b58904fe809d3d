"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { readScan } from "@/lib/core/gs1/scan";
import type { Refusal } from "@/lib/core/refusal";
import type { BatchSerial, PrintJob } from "@/lib/operations/desk-ports";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import { judgeLabel, type LabelJudgement } from "./judge-label";
import type { DrawnLabel } from "./label-pages";
import { type PackLabelFacts, packCode } from "./pack-code";
import { labelSymbols } from "./symbol";

export type LabelFacts = Omit<PackLabelFacts, "serial"> & { readonly batchId: string };

/** A job that waits for one of its labels to be scanned back. */
export type OpenJob = Pick<PrintJob, "id" | "count"> & { readonly serials: readonly string[] };

export type LabelStage =
  | { readonly kind: "choose"; readonly refusal: Refusal | null }
  | { readonly kind: "drawing"; readonly done: number; readonly total: number }
  | {
      readonly kind: "check";
      readonly job: OpenJob;
      readonly wrong: Exclude<LabelJudgement["kind"], "good"> | null;
      readonly refusal: Refusal | null;
      readonly busy: boolean;
    };

const CHOOSE: LabelStage = { kind: "choose", refusal: null };

type Order = {
  readonly packs: readonly BatchSerial[];
  readonly reason: string | null;
  readonly pages: (labels: readonly DrawnLabel[]) => ReactNode;
};

/** Draw, put on record, print, scan back: a label that came out unseen is the one thing that must not happen. */
export function useLabelJob(facts: LabelFacts, print: (pages: ReactNode) => Promise<void>) {
  const router = useRouter();
  const [stage, setStage] = useState<LabelStage>(CHOOSE);
  const path = `/api/v1/batches/${facts.batchId}/prints`;

  async function start({ packs, reason, pages }: Order): Promise<void> {
    const labels = packs.map(({ serial }) => ({ ...facts, serial }));
    setStage({ kind: "drawing", done: 0, total: labels.length });
    const symbols = await labelSymbols(labels.map(packCode), (done) =>
      setStage({ kind: "drawing", done, total: labels.length }),
    );
    const drawn = labels.flatMap((label, i) => {
      const symbol = symbols[i];
      return symbol ? [{ facts: label, symbol }] : [];
    });
    const serials = labels.map(({ serial }) => serial);
    const recorded = await post<{ printId: string }>(path, {
      count: serials.length,
      serialFrom: serials[0],
      serialTo: serials.at(-1),
      reason,
    });
    if (!recorded.ok) return setStage({ kind: "choose", refusal: recorded.refusal });
    await print(pages(drawn));
    check({ id: recorded.value.printId, count: serials.length, serials });
    router.refresh();
  }

  function check(job: OpenJob): void {
    setStage({ kind: "check", job, wrong: null, refusal: null, busy: false });
  }

  /** True: the job is good now. */
  async function scanBack(scan: Scan): Promise<boolean> {
    if (stage.kind !== "check" || stage.busy) return false;
    const reading = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
    const judged = judgeLabel(reading, facts, new Set(stage.job.serials));
    if (judged.kind !== "good") {
      playTone("caution");
      setStage({ ...stage, wrong: judged.kind, refusal: null });
      return false;
    }
    playTone("ok");
    return settle({ outcome: "checked", serial: judged.serial });
  }

  const spoil = (): Promise<boolean> => settle({ outcome: "spoiled", serial: null });

  async function settle(body: {
    readonly outcome: "checked" | "spoiled";
    readonly serial: string | null;
  }): Promise<boolean> {
    if (stage.kind !== "check") return false;
    setStage({ ...stage, wrong: null, refusal: null, busy: true });
    const settled = await post(`${path}/${stage.job.id}`, body);
    if (!settled.ok) {
      setStage({ ...stage, wrong: null, refusal: settled.refusal, busy: false });
      return false;
    }
    setStage(CHOOSE);
    router.refresh();
    return true;
  }

  return { stage, start, check, scanBack, spoil, later: () => setStage(CHOOSE) };
}
