"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Refusal } from "@/lib/core/refusal";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";

/** One thing done by a form of a page: while it runs, when it is refused, and the page asked again once it is done. */
export function useAct() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function act<Value>(path: string, body: unknown): Promise<Value | null> {
    if (busy) return null;
    setBusy(true);
    setRefusal(null);
    const done = await post<Value>(path, body);
    setBusy(false);
    if (!done.ok) {
      playTone("caution");
      setRefusal(done.refusal);
      return null;
    }
    playTone("done");
    router.refresh();
    return done.value;
  }

  return { busy, refusal, act };
}
