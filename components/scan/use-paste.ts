"use client";

import { useEffect, useEffectEvent } from "react";
import { listenForPaste } from "@/lib/scan/paste";
import type { Scan } from "@/lib/scan/scan";

/** Takes text or a picture pasted anywhere outside a field, while `on`. */
export function usePaste(
  on: boolean,
  onScan: (scan: Scan) => void,
  onPicture: (picture: Blob) => void,
): void {
  const deliver = useEffectEvent(onScan);
  const deliverPicture = useEffectEvent(onPicture);
  useEffect(() => {
    if (!on) return;
    return listenForPaste(document, (scan) => deliver(scan), {
      onPicture: (picture) => deliverPicture(picture),
    });
  }, [on]);
}
