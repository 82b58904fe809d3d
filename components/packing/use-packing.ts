"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { changeKept, readKept, useKept } from "@/components/deliveries/kept";
import { type KeptScan, mainEntry } from "@/components/deliveries/kept-scan";
import { useLost } from "@/components/deliveries/use-lost";
import { readScan } from "@/lib/core/gs1/scan";
import type { Refusal } from "@/lib/core/refusal";
import type { FoundUnit } from "@/lib/operations/find-units";
import type { Packed } from "@/lib/operations/pack-units";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone, type Tone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import {
  afterClose,
  type Bench,
  type CaseSizes,
  type Closed,
  type Fit,
  fitOf,
  isFull,
  KEPT_BENCH,
  onDay,
  undone,
  withoutUnit,
  withUnit,
} from "./bench";
import type { Last } from "./last";
import { closedBefore } from "./lost-answer";

/** What scans do now: fill the container, open an existing pallet, or take units out of theirs. */
export type Mode = "in" | "opening" | "out";

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
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  // Scans that were already waiting when the mode changed belong to the mode they were made in.
  const now = useRef<Mode>("in");

  const read = (): Bench => onDay(readKept(KEPT_BENCH, key), localDay(new Date()));
  const change = (by: (before: Bench) => Bench): Bench => {
    setProblem(null);
    return changeKept(KEPT_BENCH, key, (before) => by(onDay(before, localDay(new Date()))));
  };
  function setMode(next: Mode): void {
    now.current = next;
    setModeState(next);
  }
  // A newer scan keeps its place on the screen.
  const show = (next: Last) =>
    setLast((before) => (before === null || before.scan.at <= next.scan.at ? next : before));
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = queue.current.then(work);
    queue.current = turn.catch(() => undefined);
    return turn;
  };

  function scan(found: Scan): void {
    const reading = readScan(found.raw, { today: localDay(new Date(found.at)) });
    if (reading.kind !== "pack" && reading.kind !== "logistic-unit") {
      playTone("caution");
      setLast({ kind: "unusable", scan: found });
      return;
    }
    setLast({ kind: "asking", scan: found });
    const meant = now.current;
    void inTurn(() => lookUp(found, reading.link, meant));
  }

  async function lookUp(found: Scan, link: string, meant: Mode): Promise<void> {
    const answer = await post<readonly FoundUnit[]>("/api/v1/units/find", { links: [link] });
    met(answer.ok || answer.status !== null);
    const unit = answer.ok ? answer.value[0] : undefined;
    if (!unit) {
      playTone("caution");
      if (!answer.ok) show({ kind: "failed", scan: found, refusal: answer.refusal });
      return;
    }
    if (meant === "out") return takeOut(found, unit);
    const { raw, entry, at } = found;
    const kept: KeptScan = { raw, entry, at, link };
    const fit = fitOf(read(), kept, unit, { sizes, opening: meant === "opening" });
    show({ kind: "fit", scan: found, fit, unit });
    if (fit.kind === "parent") {
      change((before) => ({ ...before, parent: fit.parent }));
      setMode("in");
    }
    if (fit.kind !== "add") return playTone(TONE[fit.kind] ?? "caution");
    const filled = change((before) => withUnit(before, fit.unit));
    if (isFull(filled, sizes)) return record();
    playTone("ok");
  }

  /** Records the open container; the queue waits, so that the next scan falls into the next one. */
  async function record(): Promise<void> {
    const of = read();
    if (of.units.length === 0) {
      change((before) => ({ ...before, parent: null }));
      return;
    }
    setClosing(true);
    setProblem(null);
    const done = await post<Packed>("/api/v1/units/pack", {
      parent: of.parent?.link ?? null,
      children: of.units.map(({ link }) => link),
      oneBatch: of.level === "case" && !of.mixed,
      entry: mainEntry(of.units),
    });
    setClosing(false);
    met(done.ok || done.status !== null);
    const made = done.ok ? done.value : await closedBefore(of, done.refusal);
    if (made === null) {
      playTone("caution");
      if (!done.ok) setProblem(done.refusal);
      return;
    }
    playTone("done");
    const next = change((before) => afterClose(before, made.sscc, made.link));
    if (next.closed) onClosed(next.closed);
    router.refresh();
  }

  async function takeOut(found: Scan, unit: FoundUnit): Promise<void> {
    if (read().units.some(({ link }) => link === unit.link)) {
      change((before) => withoutUnit(before, unit.link));
      playTone("ok");
      return show({ kind: "out", scan: found, parentLink: null });
    }
    const { parentLink } = unit;
    if (!unit.known || unit.standing !== "HERE") {
      playTone("caution");
      const fit: Fit = unit.known
        ? { kind: "away", standing: unit.standing === "HERE" ? "ELSEWHERE" : (unit.standing ?? "ELSEWHERE") }
        : { kind: "unknown" };
      return show({ kind: "fit", scan: found, fit, unit });
    }
    if (parentLink === null) {
      playTone("caution");
      return show({ kind: "loose", scan: found, unit });
    }
    if (await unpack(found, parentLink, [unit.link], unit.packs ?? 1)) {
      playTone("ok");
      show({ kind: "out", scan: found, parentLink });
    }
  }

  /** True: it is recorded. */
  async function unpack(
    found: Scan,
    parent: string,
    children: readonly string[],
    packs: number,
  ): Promise<boolean> {
    const done = await post("/api/v1/units/unpack", { parent, children, entry: found.entry });
    met(done.ok || done.status !== null);
    if (!done.ok) {
      playTone("caution");
      show({ kind: "failed", scan: found, refusal: done.refusal });
      return false;
    }
    change((before) =>
      before.parent?.link === parent
        ? { ...before, parent: { ...before.parent, packs: Math.max(0, before.parent.packs - packs) } }
        : before,
    );
    router.refresh();
    return true;
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
        if (await unpack(found, unit.parentLink, [unit.link], unit.packs ?? 1)) {
          await lookUp(found, unit.link, "in");
        }
      }),
    /** Everything out of a container. */
    empty: (found: Scan, unit: FoundUnit) =>
      inTurn(async () => {
        if (await unpack(found, unit.link, [], unit.packs ?? 0)) {
          playTone("ok");
          show({ kind: "out", scan: found, parentLink: unit.link });
        }
      }),
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
