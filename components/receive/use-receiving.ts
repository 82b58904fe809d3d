"use client";

import { useMemo, useState } from "react";
import { changeKept, forgetKept, useKept } from "@/components/deliveries/kept";
import { type KeptScan, mainEntry } from "@/components/deliveries/kept-scan";
import { useLost } from "@/components/deliveries/use-lost";
import { matchReceipt } from "@/lib/core/custody/expectations";
import { readScan } from "@/lib/core/gs1/scan";
import type { Refusal } from "@/lib/core/refusal";
import type { Received } from "@/lib/operations/receive-shipment";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone, type Tone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import { type Answer, type Arrival, answerTo } from "./arrival";
import { KEPT_SCANS } from "./kept-receipt";

const TONE: Record<Answer["kind"], Tone> = {
  expected: "ok",
  problem: "stop",
  duplicate: "duplicate",
  "not-announced": "caution",
};

export type Outcome =
  | { readonly kind: "open" }
  | { readonly kind: "sending" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "done"; readonly received: Received };

/** Everything scanned of one delivery: kept in the browser, matched by the receipt's own rules, sent once. */
export function useReceiving(shipmentId: string, key: string, arrival: Arrival) {
  const { value: scans, durable } = useKept(KEPT_SCANS, key);
  const [stray, setStray] = useState<Scan | null>(null);
  const [outcome, setOutcome] = useState<Outcome>({ kind: "open" });
  const { lostAt, met } = useLost();
  const links = useMemo(() => scans.map(({ link }) => link), [scans]);
  const progress = useMemo(() => matchReceipt(arrival.units, links), [arrival, links]);
  const answer = useMemo(() => answerTo(arrival, links), [arrival, links]);

  function scan(found: Scan): void {
    const reading = readScan(found.raw, { today: localDay(new Date(found.at)) });
    if (reading.kind !== "pack" && reading.kind !== "logistic-unit") {
      playTone("caution");
      setStray(found);
      return;
    }
    const { raw, entry, at } = found;
    const kept = changeKept(KEPT_SCANS, key, (before) => [...before, { raw, entry, at, link: reading.link }]);
    setStray(null);
    setOutcome((before) => (before.kind === "refused" ? { kind: "open" } : before));
    const keptLinks = kept.map(({ link }) => link);
    const meant = answerTo(arrival, keptLinks);
    const complete = matchReceipt(arrival.units, keptLinks).packs.missing === 0;
    const counted = meant?.kind === "expected" && meant.counted > 0;
    if (meant) playTone(complete && counted ? "done" : TONE[meant.kind]);
  }

  const drop = (wanted: (scan: KeptScan, index: number, all: readonly KeptScan[]) => boolean) =>
    changeKept(KEPT_SCANS, key, (before) => before.filter((each, i, all) => !wanted(each, i, all)));

  /** A code that meant nothing is only taken off the screen; else the newest scan is taken back. */
  function undo(): void {
    if (stray) setStray(null);
    else drop((_, i, all) => i === all.length - 1);
  }

  async function receive(reportMissing: boolean): Promise<boolean> {
    setOutcome({ kind: "sending" });
    const sent = await post<Received>(`/api/v1/shipments/${shipmentId}/receipt`, {
      scans: links,
      reportMissing,
      entry: mainEntry(scans),
    });
    met(sent.ok || sent.status !== null);
    if (!sent.ok) {
      playTone("caution");
      setOutcome({ kind: "refused", refusal: sent.refusal });
      return false;
    }
    playTone("done");
    forgetKept(key);
    setOutcome({ kind: "done", received: sent.value });
    return true;
  }

  return {
    scans,
    durable,
    stray,
    answer,
    progress,
    outcome,
    lostAt,
    scan,
    undo,
    remove: (link: string) => void drop((each) => each.link === link),
    receive,
  };
}

export type Receiving = ReturnType<typeof useReceiving>;
