"use client";

import { type RefObject, useState } from "react";
import { useKeySequence } from "@/components/ui/use-key-sequence";

const UNDO = ["u"];
const GO = ["g"];
const ALL = ["?"];

/** Undo, main button, list of keys. G only moves the focus: one stray key must not send anything. */
export function useStationKeys(undo: () => void, main: RefObject<HTMLButtonElement | null>) {
  const [listed, setListed] = useState(false);
  useKeySequence(listed ? undefined : UNDO, undo);
  useKeySequence(listed ? undefined : GO, () => main.current?.focus());
  useKeySequence(ALL, () => setListed(true));
  return { listed, setListed };
}
