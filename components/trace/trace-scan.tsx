"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { LastScan } from "@/components/scan/last-scan";
import type { TrayCode } from "@/components/scan/scan-tray";
import { Scanner } from "@/components/scan/scanner";
import { readScan } from "@/lib/core/gs1/scan";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";

/** Any code of a pack or a case leads to its trace; what cannot be read is explained in place. */
export function TraceScan({ tray }: { readonly tray: readonly TrayCode[] }) {
  const router = useRouter();
  const [unusable, setUnusable] = useState<Scan | null>(null);

  function scanned(scan: Scan) {
    const reading = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
    if (reading.kind === "pack" || reading.kind === "logistic-unit") {
      setUnusable(null);
      router.push(`/trace?link=${encodeURIComponent(reading.link)}` as Route);
    } else {
      setUnusable(scan);
    }
  }

  return (
    <div className="grid gap-6">
      <Scanner onScan={scanned} tray={tray} />
      {unusable && <LastScan scan={unusable} />}
    </div>
  );
}
