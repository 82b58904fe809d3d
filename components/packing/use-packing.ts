"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { changeKept, readKept, useKept } from "@/components/deliveries/kept";
import type { KeptScan } from "@/components/deliveries/kept-scan";
import { useLost } from "@/components/deliveries/use-lost";
import { readScan } from "@/lib/core/gs1/scan";
import type { Refusal } from "@/lib/core/refusal";
import type { FoundUnit } from "@/lib/operations/find-units";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone, type Tone } from "@/lib/scan/sound";
import type { Answer } from "@/lib/web/client";
import {
  afterClose,
  type Bench,
  type CaseSizes,
  type Closed,
  type Fit,
  fitOf,
  isFull,
  KEPT_BENCH,
  type Mode,
  onDay,
  undone,
  withoutUnit,
  withUnit,
} from "./bench";
import type { Last } from "./last";
import { missedOf } from "./missed";
import { findUnit, recordContainer } from "./requests";
import { useMissed } from "./use-missed";
import { useTakeOut } from "./use-take-out";

const TONE: Partial<Record<Fit["kind"], Tone>> = {
  add: "ok",
  parent: "ok",
  duplicate: "duplicate",
  inside: "duplicate",
};

type Options = {
  readonly sizes: CaseSizes;
  /** A container was closed and recorded: its label can be printed. */
  readonly onClosed: (closed: Closed) => void;
};

/** Scans go in one after the other; a full case is recorded by itself and the next one is open. */
export function usePacking(key: string, { sizes, onClosed }: Options) {
  const router = useRouter();
  const { value: bench, durable } = useKept(KEPT_BENCH, key);
  const [last, setLast] = useState<Last | null>(null);
  const [mode, setModeState] = useState<Mode>("in");
  const [closing, setClosing] = useState(false);
  const [problem, setProblem] = useState<Refusal | null>(null);
  const { lostAt, met } = useLost();
  const missed = useMissed(key);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  // Scans that were already waiting when the mode changed belong to the mode they were made in.
  const now = useRef<Mode>("in");
  // Whether the container was closed is not known: what scans in the queue would add might not be in it.
  const unsure = useRef<Refusal | null>(null);

  const read = (): Bench => onDay(readKept(KEPT_BENCH, key), localDay(new Date()));
  const change = (by: (before: Bench) => Bench): Bench => {
    if (!unsure.current) setProblem(null);
    return changeKept(KEPT_BENCH, key, (before) => by(onDay(before, localDay(new Date()))));
  };
  function setMode(next: Mode): void {
    now.current = next;
    setModeState(next);
  }
  // A newer scan keeps its place on the screen.
  const show = (next: Last) =>
    setLast((before) => (before === null || before.scan.at <= next.scan.at ? next : before));
  const miss = (found: Scan, link: string | null, meant: Mode) =>
    missed.add(missedOf(found, link, meant, read()));
  const { takeOut, unpack, empty } = useTakeOut({ read, change, show, met, miss });
  const inTurn = (work: () => Promise<unknown>): Promise<unknown> => {
    const turn = queue.current.then(work);
    queue.current = turn.catch(() => undefined);
    return turn;
  };

  function scan(found: Scan): void {
    const reading = readScan(found.raw, { today: localDay(new Date(found.at)) });
    if (reading.kind !== "pack" && reading.kind !== "logistic-unit") {
      playTone("caution");
      setLast({ kind: "unusable", scan: found });
      // Only a keyboard loses part of a code. A whole one of the wrong kind is a slip, and that was its answer.
      if (reading.kind === "unreadable" && found.entry === "wedge") miss(found, null, now.current);
      return;
    }
    setLast({ kind: "asking", scan: found });
    const meant = now.current;
    void inTurn(() => lookUp(found, reading.link, meant));
  }

  /** True: nothing about it needs eyes, the next one may be asked. */
  async function lookUp(found: Scan, link: string, meant: Mode): Promise<boolean> {
    const answer: Answer<FoundUnit> = unsure.current
      ? { ok: false, status: null, refusal: unsure.current }
      : await findUnit(link);
    if (!unsure.current) met(answer.ok || answer.status !== null);
    if (!answer.ok) {
      playTone(unsure.current ? "stop" : "caution");
      show({ kind: "failed", scan: found, refusal: answer.refusal });
      miss(found, link, meant);
      return answer.status !== null;
    }
    const unit = answer.value;
    missed.answered(link, found.raw);
    if (meant === "out") return takeOut(found, unit);
    const { raw, entry, at } = found;
    const kept: KeptScan = { raw, entry, at, link };
    const fit = fitOf(read(), kept, unit, { sizes, opening: meant === "opening" });
    show({ kind: "fit", scan: found, fit, unit });
    if (fit.kind === "parent") {
      change((before) => ({ ...before, parent: fit.parent }));
      setMode("in");
    }
    if (fit.kind !== "add") {
      playTone(TONE[fit.kind] ?? "caution");
      return fit.kind in TONE;
    }
    const filled = change((before) => withUnit(before, fit.unit));
    if (isFull(filled, sizes)) await record();
    else playTone("ok");
    return true;
  }

  function fault(refusal: Refusal | null): void {
    unsure.current = refusal?.code === "UNREACHABLE" ? refusal : null;
    setProblem(refusal);
  }

  /** Records the open container; the queue waits, so that the next scan falls into the next one. */
  async function record(): Promise<void> {
    const of = read();
    fault(null);
    if (of.units.length === 0) {
      change((before) => ({ ...before, parent: null }));
      return;
    }
    setClosing(true);
    const done = await recordContainer(of);
    setClosing(false);
    met(done.ok || done.status !== null);
    if (!done.ok) {
      playTone("caution");
      return fault(done.refusal);
    }
    playTone("done");
    const made = done.value;
    const next = change((before) => afterClose(before, made.sscc, made.link));
    if (next.closed) onClosed(next.closed);
    router.refresh();
  }

  return {
    bench: onDay(bench, localDay(new Date())),
    durable,
    last,
    mode,
    closing,
    problem,
    /** Whether the container was closed is not known: nothing may change in it until that is asked again. */
    unanswered: problem?.code === "UNREACHABLE",
    lostAt,
    missed: { ...missed, again: () => inTurn(() => missed.again(lookUp)) },
    scan,
    setMode,
    /** Changes what is kept: settings, level, the order of the day. */
    change,
    close: () => inTurn(record),
    undo(): void {
      if (problem?.code === "UNREACHABLE") return;
      setLast(null);
      // Something that was refused is not in the container: taking it back only clears the screen.
      if (last === null || (last.kind === "fit" && (last.fit.kind === "add" || last.fit.kind === "parent"))) {
        change(undone);
      }
    },
    remove: (link: string) => {
      setLast(null);
      change((before) => withoutUnit(before, link));
    },
    /** Out of the container it is in, and into the open one. */
    move: (found: Scan, unit: FoundUnit) =>
      inTurn(async () => {
        if (unit.parentLink === null) return;
        const { ok } = await unpack(found, unit.parentLink, [unit.link], unit.packs ?? 1);
        if (ok) await lookUp(found, unit.link, "in");
      }),
    /** Everything out of a container. */
    empty: (found: Scan, unit: FoundUnit) => inTurn(() => empty(found, unit)),
    /** A container that was just closed, opened again. */
    reopen: (closed: Closed) => {
      const { link, packs, product, batch, lastValidDay } = closed;
      change((before) => ({
        ...before,
        closed: null,
        parent: { link, packs, product, batch, lastValidDay },
      }));
    },
  };
}

export type Packing = ReturnType<typeof usePacking>;
