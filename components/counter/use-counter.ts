"use client";

import { useRef, useState } from "react";
import { packLink } from "@/lib/core/gs1/link";
import { readScan } from "@/lib/core/gs1/scan";
import type { Dispensed } from "@/lib/operations/dispense-pack";
import type { Quarantined } from "@/lib/operations/quarantine-pack";
import type { Reading } from "@/lib/operations/reading";
import type { Verified } from "@/lib/operations/verify-pack";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { get, post } from "@/lib/web/client";
import { type CounterProblem, type CounterState, isStopped } from "./counter-state";
import { counterScanOf } from "./reading";
import { useDispensedHere } from "./use-dispensed-here";

/** The counter's work: one scan in, one answer out, one thing done about it. */
export function useCounter(siteId: string) {
  const [state, setState] = useState<CounterState>({ kind: "idle" });
  const [problem, setProblem] = useState<CounterProblem>(null);
  const [reachedAt, setReachedAt] = useState<number | null>(null);
  const mine = useDispensedHere(siteId);
  // Answers may arrive out of order when somebody scans quickly: only the newest question's counts.
  const question = useRef(0);

  async function scan(found: Scan): Promise<void> {
    setProblem(null);
    const meant = counterScanOf(found, readScan(found.raw, { today: localDay(new Date(found.at)) }));
    const mineNow = ++question.current;
    const show = (next: CounterState) => {
      if (mineNow === question.current) setState(next);
    };
    switch (meant.kind) {
      case "ask":
        return ask(meant.reading, found, show);
      case "linear":
        return linear(meant.gtin, found, show);
      case "container":
        playTone("caution");
        return show({ kind: "container", sscc: meant.sscc });
      default:
        playTone("caution");
        return show({ kind: "unreadable", scan: found });
    }
  }

  async function ask(reading: Reading, found: Scan, show: (next: CounterState) => void): Promise<void> {
    show({ kind: "asking", scan: found });
    const answer = await post<Verified>("/api/v1/packs/verify", { reading });
    if (!answer.ok) {
      if (answer.refusal.code !== "UNREACHABLE") setProblem(answer.refusal);
      playTone("caution");
      return show({ kind: "lost", scan: found, since: reachedAt ?? Date.now() });
    }
    setReachedAt(Date.now());
    playTone(toneOf(answer.value));
    show({ kind: "answered", reading, answer: answer.value, busy: false });
  }

  async function linear(gtin: string, found: Scan, show: (next: CounterState) => void): Promise<void> {
    show({ kind: "asking", scan: found });
    const answer = await get<{ name: string; serialised: boolean } | null>(`/api/v1/products/${gtin}`);
    playTone("caution");
    if (!answer.ok) return show({ kind: "lost", scan: found, since: reachedAt ?? Date.now() });
    setReachedAt(Date.now());
    if (!answer.value) return show({ kind: "unknown-product" });
    const { name, serialised } = answer.value;
    show({ kind: "neutral", code: serialised ? "LINEAR_CODE" : "NOT_SERIALISED", name });
  }

  async function dispense(): Promise<void> {
    if (state.kind !== "answered" || state.busy) return;
    const { reading, answer } = state;
    setState({ ...state, busy: true });
    setProblem(null);
    const done = await post<Dispensed>("/api/v1/packs/dispense", { reading });
    if (!done.ok) {
      setProblem(done.refusal);
      playTone("stop");
      return setState({ ...state, busy: false });
    }
    playTone("done");
    mine.add({
      gtin: reading.gtin,
      serial: reading.serial,
      name: nameOf(answer),
      at: Date.now(),
      undoUntil: done.value.undoUntil,
    });
    setState({ kind: "dispensed", answer, dispensed: done.value });
  }

  async function quarantine(): Promise<void> {
    if (state.kind !== "answered" || state.busy) return;
    const { reading, answer } = state;
    setState({ ...state, busy: true });
    setProblem(null);
    const done = await post<Quarantined>("/api/v1/packs/quarantine", {
      reading,
      cause: answer.verdict.reason.code,
      entry: reading.entry,
    });
    if (!done.ok) {
      setProblem(done.refusal);
      return setState({ ...state, busy: false });
    }
    playTone("done");
    setState({ kind: "quarantined", answer, quarantined: done.value });
  }

  /** The person compared the print: the registry is asked again, and told so. */
  async function confirmPrint(): Promise<void> {
    if (state.kind !== "answered") return;
    const reading = { ...state.reading, printConfirmed: true };
    const found: Scan = {
      raw: packLink(reading.gtin, reading.serial),
      entry: reading.entry as Scan["entry"],
      at: Date.now(),
    };
    const mineNow = ++question.current;
    await ask(reading, found, (next) => {
      if (mineNow === question.current) setState(next);
    });
  }

  async function undo(gtin: string, serial: string): Promise<boolean> {
    const done = await post("/api/v1/packs/undo", {
      links: [packLink(gtin, serial)],
      undoes: "SUPPLIED",
      declaredNotHandedOver: true,
      entry: "typed",
    });
    if (!done.ok) {
      setProblem(done.refusal);
      return false;
    }
    playTone("done");
    mine.remove(gtin, serial);
    setProblem(null);
    setState({ kind: "idle" });
    return true;
  }

  return {
    state,
    problem,
    reachedAt,
    dispensedHere: mine.packs,
    scan,
    dispense,
    quarantine,
    confirmPrint,
    undo,
    next: () => {
      setProblem(null);
      setState({ kind: "idle" });
    },
    stopped: isStopped(state),
  };
}

const toneOf = ({ verdict }: Verified) =>
  verdict.kind === "VERIFIED" ? "ok" : verdict.kind === "STOP" ? "stop" : "caution";

export const nameOf = ({ product }: Verified): string =>
  product ? `${product.name} ${product.strength}` : "";
