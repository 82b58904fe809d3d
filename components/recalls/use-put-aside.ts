"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Refusal } from "@/lib/core/refusal";
import type { RecalledUnit } from "@/lib/operations/recall-desk-ports";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";

type Progress = { readonly done: number; readonly total: number };

/**
 * Puts units under a hold, one after the other: what is held stays held, whatever happens to this page, and a second
 * press goes on where the first one stopped.
 */
export function usePutAside(units: readonly RecalledUnit[]) {
  const router = useRouter();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [stopped, setStopped] = useState<(Progress & { readonly refusal: Refusal }) | null>(null);
  const open = units.filter(({ held }) => !held);

  async function putAside() {
    setStopped(null);
    const total = open.length;
    for (const [done, { link }] of open.entries()) {
      setProgress({ done, total });
      const held = await post("/api/v1/holds", {
        subject: { link },
        kind: "SUSPECT",
        reason: "RECALLED",
        entry: "typed",
      });
      if (held.ok) continue;
      setStopped({ done, total, refusal: held.refusal });
      break;
    }
    setProgress(null);
    playTone("done");
    router.refresh();
  }

  return { open, progress, stopped, putAside };
}
