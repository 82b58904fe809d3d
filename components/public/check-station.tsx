"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RawScan } from "@/components/scan/raw-scan";
import type { TrayCode } from "@/components/scan/scan-tray";
import { Scanner } from "@/components/scan/scanner";
import { LiveRegion } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import { readScan, type ScanReading } from "@/lib/core/gs1/scan";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { packHref } from "./pack-address";

type NoPack = Exclude<ScanReading, { kind: "pack" }>;

/** Scans one pack and opens its page. What names no pack is said here, and the scanner stays ready. */
export function CheckStation({ tray }: { readonly tray: readonly TrayCode[] }) {
  const t = useTranslations("check");
  const router = useRouter();
  const [opening, open] = useTransition();
  const [other, setOther] = useState<NoPack | null>(null);

  function onScan(scan: Scan) {
    const reading = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
    if (reading.kind !== "pack") return setOther(reading);
    setOther(null);
    open(() => router.push(packHref(reading.pack) as Route));
  }

  return (
    <div className="grid gap-6">
      {other && <Another reading={other} />}
      <Scanner lead="camera" single compact tray={tray} paused={opening} onScan={onScan} />
      <LiveRegion>{opening ? t("opening") : ""}</LiveRegion>
    </div>
  );
}

function Another({ reading }: { readonly reading: NoPack }) {
  const t = useTranslations("check");
  const wrong = reading.issues.find(({ severity }) => severity === "error");
  return (
    <Notice live tone="caution" title={wrong?.message ?? t(`another.${reading.kind}.title`)}>
      <p>{t(`another.${reading.kind}.body`)}</p>
      {wrong && reading.raw !== "" && (
        <p className="mt-2">
          {t("asRead")} <RawScan raw={reading.raw} from={wrong.from} to={wrong.to} />
        </p>
      )}
    </Notice>
  );
}
