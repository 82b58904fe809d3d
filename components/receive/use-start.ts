"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { changeKept } from "@/components/deliveries/kept";
import { readScan } from "@/lib/core/gs1/scan";
import type { Refusal } from "@/lib/core/refusal";
import type { FoundUnit } from "@/lib/operations/find-units";
import type { Found } from "@/lib/operations/receive-found-unit";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import { KEPT_SCANS, keptScansKey } from "./kept-receipt";

/** What a scan means that comes before any delivery is open. */
export type StartAnswer =
  | { readonly kind: "asking" | "unusable" | "none" | "here"; readonly scan: Scan }
  /** Nobody who tracks holds it: it may be counted in. It was reported missing: it may be received late. */
  | { readonly kind: "first-seen" | "missing"; readonly scan: Scan; readonly link: string }
  | { readonly kind: "counted"; readonly scan: Scan }
  | { readonly kind: "found"; readonly scan: Scan; readonly advice: string }
  | { readonly kind: "refused"; readonly scan: Scan; readonly refusal: Refusal };

/**
 * @param who whose kept scans a delivery's first scan joins
 * @param missing links that are reported missing from deliveries to or from here
 */
export function useStart(who: string, missing: readonly string[]) {
  const router = useRouter();
  const [answer, setAnswer] = useState<StartAnswer | null>(null);

  async function scan(scan: Scan): Promise<void> {
    const reading = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
    if (reading.kind !== "pack" && reading.kind !== "logistic-unit") return show({ kind: "unusable", scan });
    setAnswer({ kind: "asking", scan });
    const { link } = reading;
    const asked = await post<{ readonly shipmentId: string | null }>("/api/v1/shipments/find", { link });
    if (!asked.ok) return show({ kind: "refused", scan, refusal: asked.refusal });
    if (asked.value.shipmentId !== null) return open(asked.value.shipmentId, scan, link);
    if (missing.includes(link)) return show({ kind: "missing", scan, link });
    const found = await post<readonly FoundUnit[]>("/api/v1/units/find", { links: [link] });
    if (!found.ok) return show({ kind: "refused", scan, refusal: found.refusal });
    const standing = found.value[0]?.standing;
    if (standing === "FIRST_SEEN") return show({ kind: "first-seen", scan, link });
    show({ kind: standing === "HERE" ? "here" : "none", scan });
  }

  function show(next: StartAnswer): void {
    playTone(next.kind === "here" ? "duplicate" : "caution");
    setAnswer(next);
  }

  function open(shipmentId: string, { raw, entry, at }: Scan, link: string): void {
    playTone("ok");
    changeKept(KEPT_SCANS, keptScansKey(who, shipmentId), (before) =>
      before.some((each) => each.link === link) ? before : [...before, { raw, entry, at, link }],
    );
    router.push(`/receive/${shipmentId}` as Route);
  }

  /** It stands here and nobody else holds it, or it was missing: the one thing to do about it. */
  async function settle({ kind, scan, link }: Extract<StartAnswer, { link: string }>): Promise<void> {
    setAnswer({ kind: "asking", scan });
    const { entry } = scan;
    const done =
      kind === "missing"
        ? await post<Found>("/api/v1/units/found", { link, entry })
        : await post<{ readonly counted: number }>("/api/v1/units/count-in", { units: [link], entry });
    if (!done.ok) return show({ kind: "refused", scan, refusal: done.refusal });
    playTone("done");
    const { value } = done;
    setAnswer(
      "despatchAdvice" in value
        ? { kind: "found", scan, advice: value.despatchAdvice }
        : { kind: "counted", scan },
    );
    router.refresh();
  }

  return { answer, scan, settle };
}
