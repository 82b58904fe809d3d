"use client";

import { useEffect, useEffectEvent } from "react";
import { advanceSequence, HUMAN_GAP, SEQUENCE_START } from "./key-sequence";

const TYPING = "input, textarea, select, [contenteditable=true]";

/** Calls `onComplete` when a person types `keys` outside a field and nothing follows at a scanner's pace. */
export function useKeySequence(keys: readonly string[] | undefined, onComplete: () => void): void {
  const complete = useEffectEvent(onComplete);
  const wanted = keys?.join("") ?? "";

  useEffect(() => {
    if (wanted === "") return;
    const sequence = [...wanted];
    let state = SEQUENCE_START;
    let pending: ReturnType<typeof setTimeout> | undefined;

    const onKeyDown = (event: KeyboardEvent) => {
      clearTimeout(pending);
      if (event.key.length !== 1 || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      state = advanceSequence(sequence, state, event.key, event.timeStamp);
      if (state.matched < sequence.length) return;
      state = SEQUENCE_START;
      // A scanner's next key would arrive within this time and cancel it.
      pending = setTimeout(() => complete(), HUMAN_GAP);
    };

    window.addEventListener("keydown", onKeyDown);
    return () => {
      clearTimeout(pending);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, [wanted]);
}
