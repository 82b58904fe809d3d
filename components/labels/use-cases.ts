"use client";

import { useEffect, useState } from "react";
import { linkParts } from "@/components/deliveries/link-parts";
import { ssccLink } from "@/lib/core/gs1/link";
import type { Refusal } from "@/lib/core/refusal";
import type { BatchSerial } from "@/lib/operations/desk-ports";
import type { FoundUnit } from "@/lib/operations/find-units";
import { post } from "@/lib/web/client";

/** A case with packs of the batch in it. */
export type CaseOfBatch = {
  readonly sscc: string;
  /** Of this batch. */
  readonly packs: number;
  /** The case as a whole: it may hold other batches too, and then names none. */
  readonly whole: Pick<FoundUnit, "packs" | "product" | "batch" | "lastValidDay">;
};

export type Cases = {
  readonly cases: readonly CaseOfBatch[];
  /** Packs in a case that is somebody else's now. */
  readonly away: number;
};

type Loading = { readonly found: Cases | null; readonly refusal: Refusal | null };

/** Links that one question may name. */
const AT_ONCE = 1_000;

/** The cases that packs of a batch stand in, in the order of their packs. Null while it is looked up. */
export function useCases(packs: readonly BatchSerial[]): Loading {
  const [state, setState] = useState<Loading>({ found: null, refusal: null });
  useEffect(() => {
    let current = true;
    casesOf(packs.filter(({ packed }) => packed).map(({ link }) => link)).then((next) => {
      if (current) setState(next);
    });
    return () => {
      current = false;
    };
  }, [packs]);
  return state;
}

async function casesOf(links: readonly string[]): Promise<Loading> {
  const counts = new Map<string, number>();
  let away = 0;
  for (let from = 0; from < links.length; from += AT_ONCE) {
    const answer = await post<readonly FoundUnit[]>("/api/v1/units/find", {
      links: links.slice(from, from + AT_ONCE),
    });
    if (!answer.ok) return { found: null, refusal: answer.refusal };
    for (const { parentLink } of answer.value) {
      const parts = parentLink === null ? null : linkParts(parentLink);
      if (parts?.kind === "container") counts.set(parts.sscc, (counts.get(parts.sscc) ?? 0) + 1);
      else away++;
    }
  }
  const cases: CaseOfBatch[] = [];
  const containers = [...counts.keys()].map(ssccLink);
  for (let from = 0; from < containers.length; from += AT_ONCE) {
    const answer = await post<readonly FoundUnit[]>("/api/v1/units/find", {
      links: containers.slice(from, from + AT_ONCE),
    });
    if (!answer.ok) return { found: null, refusal: answer.refusal };
    for (const whole of answer.value) {
      const parts = linkParts(whole.link);
      if (parts?.kind === "container")
        cases.push({ sscc: parts.sscc, packs: counts.get(parts.sscc) ?? 0, whole });
    }
  }
  return { found: { cases, away }, refusal: null };
}
