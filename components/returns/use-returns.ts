"use client";

import { useRef, useState } from "react";
import { readScan } from "@/lib/core/gs1/scan";
import type { Declared } from "@/lib/core/pack/restock";
import type { Refusal } from "@/lib/core/refusal";
import type { PacksChanged } from "@/lib/operations/many-packs";
import type { ReturnCheck } from "@/lib/operations/restock-packs";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { get, post } from "@/lib/web/client";

export type ReturnedPack = {
  readonly link: string;
  readonly gtin: string;
  readonly serial: string;
  readonly batch: string | null;
  /** Last valid day as printed, YYYY-MM-DD. */
  readonly expiry: string | null;
  readonly entry: Scan["entry"];
};

export type Answer = ReturnCheck["packs"][number];

/** What the desk shows: one pack at a time. */
export type ReturnsState =
  | { readonly kind: "idle" | "not-pack" }
  | { readonly kind: "asking" | "unknown"; readonly pack: ReturnedPack }
  | { readonly kind: "answered"; readonly pack: ReturnedPack; readonly answer: Answer }
  | { readonly kind: "done"; readonly pack: ReturnedPack };

/** Nobody has looked yet: what is not said is not assumed. */
const NOT_SEEN: Declared = { intact: false, storedWell: false, handedOver: false };

/** The returns desk's work: one scan, what the person sees, one answer, one thing done about it. */
export function useReturns() {
  const [state, setState] = useState<ReturnsState>({ kind: "idle" });
  const [declared, setDeclared] = useState<Declared>(NOT_SEEN);
  const [problem, setProblem] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  /** Names of products, by GTIN, as far as they are known. */
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  // Answers may arrive out of order: only the newest question's counts.
  const question = useRef(0);

  async function ask(pack: ReturnedPack, seen: Declared): Promise<Answer["back"] | null> {
    const mine = ++question.current;
    const answer = await post<ReturnCheck>("/api/v1/packs/return-check", {
      links: [pack.link],
      declared: seen,
    });
    if (mine !== question.current) return null;
    setProblem(answer.ok ? null : answer.refusal);
    if (!answer.ok) return null;
    const [known] = answer.value.packs;
    setState(known ? { kind: "answered", pack, answer: known } : { kind: "unknown", pack });
    return known?.back ?? "no";
  }

  async function scan({ raw, entry, at }: Scan): Promise<void> {
    const read = readScan(raw, { today: localDay(new Date(at)) });
    setProblem(null);
    setDeclared(NOT_SEEN);
    if (read.kind !== "pack") {
      question.current += 1;
      playTone("caution");
      return setState({ kind: "not-pack" });
    }
    const { gtin, serial, batch, expiry } = read.pack;
    const expiryDay = expiry?.lastValidDay ?? null;
    const pack = { link: read.link, gtin, serial, batch, expiry: expiryDay, entry };
    setState({ kind: "asking", pack });
    const [name, back] = await Promise.all([
      get<{ name: string; strength: string } | null>(`/api/v1/products/${gtin}`),
      ask(pack, NOT_SEEN),
    ]);
    playTone(back === null ? "caution" : "ok");
    const product = name.ok ? name.value : null;
    if (product) setNames((before) => ({ ...before, [gtin]: `${product.name} ${product.strength}` }));
  }

  async function declare(change: Partial<Declared>): Promise<void> {
    if (state.kind !== "answered" && state.kind !== "asking") return;
    const seen = { ...declared, ...change };
    setDeclared(seen);
    await ask(state.pack, seen);
  }

  /** Undoes first what has to be undone. */
  async function putBack(): Promise<void> {
    if (state.kind !== "answered" || busy) return;
    const { pack, answer } = state;
    const body = { links: [pack.link], entry: pack.entry };
    setBusy(true);
    setProblem(null);
    const undone =
      answer.undoes === null
        ? null
        : await post<PacksChanged>("/api/v1/packs/undo", {
            ...body,
            undoes: answer.undoes,
            declaredNotHandedOver: !declared.handedOver,
          });
    const done =
      undone && !undone.ok
        ? undone
        : await post<PacksChanged>("/api/v1/packs/restock", { ...body, declared });
    setBusy(false);
    playTone(done.ok ? "done" : "stop");
    if (done.ok) return setState({ kind: "done", pack });
    setProblem(done.refusal);
  }

  function next(): void {
    question.current += 1;
    setProblem(null);
    setState({ kind: "idle" });
  }

  const again = () => (state.kind === "asking" ? ask(state.pack, declared) : null);
  return { state, names, declared, problem, busy, scan, declare, putBack, next, again };
}
