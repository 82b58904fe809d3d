"use client";

import { useEffect, useState } from "react";
import type { Refusal } from "@/lib/core/refusal";
import type { ShipmentCheck } from "@/lib/operations/check-shipment";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import type { Draft } from "./draft";

export type Checked =
  | { readonly kind: "idle" | "asking" }
  | { readonly kind: "known"; readonly check: ShipmentCheck }
  | { readonly kind: "refused"; readonly refusal: Refusal };

type State = { readonly of: string; readonly checked: Checked; readonly blocked: ReadonlySet<string> };
const NONE: State = { of: "", checked: { kind: "idle" }, blocked: new Set() };

/** Asks after every change what stands in the way; a newer list makes an older answer void. */
export function useCheck({ receiverSiteId, purpose, lines }: Draft): Checked {
  const [state, setState] = useState<State>(NONE);
  const units = lines.map(({ link }) => link);
  const body =
    receiverSiteId === null || units.length === 0 ? "" : JSON.stringify({ receiverSiteId, purpose, units });

  useEffect(() => {
    if (body === "") return setState(NONE);
    const abort = new AbortController();
    void post<ShipmentCheck>("/api/v1/shipments/check", JSON.parse(body), { signal: abort.signal }).then(
      (answer) => {
        if (abort.signal.aborted) return;
        setState((before) => {
          if (!answer.ok)
            return { ...before, of: body, checked: { kind: "refused", refusal: answer.refusal } };
          const blocked = new Set(answer.value.blocked.map(({ link }) => link));
          return { of: body, checked: { kind: "known", check: answer.value }, blocked };
        });
      },
    );
    return () => abort.abort();
  }, [body]);

  // What was not blocked before is heard, too: the eyes may be on the next case.
  const { blocked } = state;
  const [heard, setHeard] = useState(blocked);
  useEffect(() => {
    if ([...blocked].some((link) => !heard.has(link))) playTone("stop");
    setHeard(blocked);
  }, [blocked, heard]);

  if (body === "") return { kind: "idle" };
  // An answer about an older list still says most of the truth; only what it does not know is missing.
  return state.of === body || state.checked.kind === "known" ? state.checked : { kind: "asking" };
}
