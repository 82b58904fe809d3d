"use client";

import { useEffect, useEffectEvent } from "react";
import type { Scan } from "@/lib/scan/scan";
import { listenForWedge } from "@/lib/scan/wedge";

/** Hears scanners that type, wherever the focus is, while `on`. */
export function useWedge(on: boolean, onScan: (scan: Scan) => void): void {
  const deliver = useEffectEvent(onScan);
  useEffect(() => (on ? listenForWedge(window, (scan) => deliver(scan)) : undefined), [on]);
}
