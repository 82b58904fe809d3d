"use client";

import { useState } from "react";
import { changeKept, readKept, useKept } from "@/components/deliveries/kept";
import type { Scan } from "@/lib/scan/scan";
import type { Mode } from "./bench";
import { afterAnswer, KEPT_MISSED, type Missed, withMissed, withoutMissed } from "./missed";

/** Asks what a scan is and acts on it. True: nothing about it needs eyes, the next one may be asked. */
type Ask = (scan: Scan, link: string, meant: Mode) => Promise<boolean>;

/** Scans that did not go in, until an answer or a person settles each. */
export function useMissed(benchKey: string) {
  const key = `${benchKey}.missed`;
  const { value: list } = useKept(KEPT_MISSED, key);
  const [asking, setAsking] = useState(false);
  return {
    list,
    asking,
    add: (missed: Missed) => changeKept(KEPT_MISSED, key, (before) => withMissed(before, missed)),
    leaveOut: (missed: Missed) => changeKept(KEPT_MISSED, key, (before) => withoutMissed(before, missed)),
    answered(link: string, raw: string): void {
      if (readKept(KEPT_MISSED, key).length === 0) return;
      changeKept(KEPT_MISSED, key, (before) => afterAnswer(before, link, raw));
    },
    /** All that can be asked, the earliest first. An answer that someone has to see is not covered by the next. */
    async again(ask: Ask): Promise<void> {
      setAsking(true);
      for (const { raw, entry, link, meant } of readKept(KEPT_MISSED, key)) {
        if (link !== null && !(await ask({ raw, entry, at: Date.now() }, link, meant))) break;
      }
      setAsking(false);
    },
  };
}
