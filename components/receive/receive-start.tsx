"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeKept } from "@/components/deliveries/kept";
import { LastScan } from "@/components/scan/last-scan";
import type { TrayCode } from "@/components/scan/scan-tray";
import { Scanner } from "@/components/scan/scanner";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { readScan } from "@/lib/core/gs1/scan";
import type { Refusal } from "@/lib/core/refusal";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import { KEPT_SCANS, keptScansKey } from "./kept-receipt";

type Found =
  | { readonly kind: "asking" | "none" | "unusable"; readonly scan: Scan }
  | { readonly kind: "refused"; readonly scan: Scan; readonly refusal: Refusal };

type ReceiveStartProps = { readonly who: string; readonly tray: readonly TrayCode[] };

/** The first scan of a delivery opens it, and counts there. */
export function ReceiveStart({ who, tray }: ReceiveStartProps) {
  const t = useTranslations("receive");
  const router = useRouter();
  const [found, setFound] = useState<Found | null>(null);

  async function scan(scan: Scan) {
    const reading = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
    if (reading.kind !== "pack" && reading.kind !== "logistic-unit") {
      playTone("caution");
      return setFound({ kind: "unusable", scan });
    }
    setFound({ kind: "asking", scan });
    const { link } = reading;
    const answer = await post<{ readonly shipmentId: string | null }>("/api/v1/shipments/find", { link });
    if (!answer.ok || answer.value.shipmentId === null) {
      playTone("caution");
      return setFound(
        answer.ok ? { kind: "none", scan } : { kind: "refused", scan, refusal: answer.refusal },
      );
    }
    const { shipmentId } = answer.value;
    const { raw, entry, at } = scan;
    playTone("ok");
    changeKept(KEPT_SCANS, keptScansKey(who, shipmentId), (before) =>
      before.some((each) => each.link === link) ? before : [...before, { raw, entry, at, link }],
    );
    router.push(`/receive/${shipmentId}` as Route);
  }

  return (
    <div className="mb-auto grid gap-9">
      {found ? (
        <Answer found={found} />
      ) : (
        <div>
          <h2 className="font-bold text-2xl sm:text-3xl">{t("start.title")}</h2>
          <p className="mt-3 max-w-measure text-soft">{t("start.lead")}</p>
        </div>
      )}
      <Scanner compact={found !== null} onScan={(each) => void scan(each)} tray={tray} />
    </div>
  );
}

function Answer({ found }: { readonly found: Found }) {
  const t = useTranslations("receive");
  const { scan } = found;
  const shape = <VerdictShape kind="check" className="size-16 sm:size-28" on="var(--paper)" />;
  switch (found.kind) {
    case "asking":
      return <LastScan scan={scan} title={t("start.looking")} />;
    case "none":
      return <LastScan scan={scan} shape={shape} title={t("start.none")} sub={t("start.noneSub")} />;
    case "refused":
      return (
        <LastScan
          scan={scan}
          shape={<VerdictShape kind="cannot-tell" className="size-16 sm:size-28" />}
          title={found.refusal.message}
          sub={found.refusal.next}
        />
      );
    case "unusable": {
      const { kind } = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
      if (kind === "unreadable") return <LastScan scan={scan} shape={shape} />;
      const which = kind === "product" ? "noSerial" : "notUnit";
      return <LastScan scan={scan} shape={shape} title={t(`answer.${which}`)} sub={t(`sub.${which}`)} />;
    }
  }
}
