"use client";

import { useRef, useState } from "react";
import { changeKept, forgetKept, readKept, useKept } from "@/components/deliveries/kept";
import { mainEntry } from "@/components/deliveries/kept-scan";
import { useLost } from "@/components/deliveries/use-lost";
import { readScan } from "@/lib/core/gs1/scan";
import type { Refusal } from "@/lib/core/refusal";
import type { FoundUnit } from "@/lib/operations/find-units";
import type { Shipped } from "@/lib/operations/ship-units";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import { type Draft, type Fit, fitOf, KEPT_DRAFT, withLine, withoutLines } from "./draft";
import { useCheck } from "./use-check";

export type Last =
  | { readonly kind: "asking" | "unusable"; readonly scan: Scan }
  | { readonly kind: "fit"; readonly scan: Scan; readonly fit: Fit }
  | { readonly kind: "failed"; readonly scan: Scan; readonly refusal: Refusal };

export type Outcome =
  | { readonly kind: "open" | "sending" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "done"; readonly shipped: Shipped; readonly of: Draft };

/** A shipment being put together: kept in the browser, looked up scan by scan, checked as a whole, sent once. */
export function useShipping(key: string) {
  const { value: draft, durable } = useKept(KEPT_DRAFT, key);
  const [last, setLast] = useState<Last | null>(null);
  const [outcome, setOutcome] = useState<Outcome>({ kind: "open" });
  const { lostAt, met } = useLost();
  const checked = useCheck(draft);
  // Scans are looked up one after the other, so that the list is in the order of the hands.
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const change = (by: (before: Draft) => Draft) => {
    changeKept(KEPT_DRAFT, key, by);
    setOutcome((before) => (before.kind === "refused" ? { kind: "open" } : before));
  };

  function scan(found: Scan): void {
    const reading = readScan(found.raw, { today: localDay(new Date(found.at)) });
    if (reading.kind !== "pack" && reading.kind !== "logistic-unit") {
      playTone("caution");
      setLast({ kind: "unusable", scan: found });
      return;
    }
    setLast({ kind: "asking", scan: found });
    queue.current = queue.current.then(() => lookUp(found, reading.link));
  }

  async function lookUp(found: Scan, link: string): Promise<void> {
    const show = (next: Last) =>
      // A newer scan keeps its place on the screen.
      setLast((before) => (before === null || before.scan.at <= found.at ? next : before));
    const answer = await post<readonly FoundUnit[]>("/api/v1/units/find", { links: [link] });
    met(answer.ok || answer.status !== null);
    const unit = answer.ok ? answer.value[0] : undefined;
    if (!unit) {
      playTone("caution");
      if (!answer.ok) show({ kind: "failed", scan: found, refusal: answer.refusal });
      return;
    }
    const { raw, entry, at } = found;
    const fit = fitOf(readKept(KEPT_DRAFT, key).lines, { raw, entry, at, link }, unit);
    if (fit.kind === "add") change((before) => withLine(before, fit.line));
    playTone(
      fit.kind === "add" ? "ok" : fit.kind === "duplicate" || fit.kind === "inside" ? "duplicate" : "caution",
    );
    show({ kind: "fit", scan: found, fit });
  }

  /** Containers go out whole instead of what was scanned of them. */
  async function takeWhole(containers: readonly string[]): Promise<void> {
    const answer = await post<readonly FoundUnit[]>("/api/v1/units/find", { links: containers });
    met(answer.ok || answer.status !== null);
    if (!answer.ok) return setOutcome({ kind: "refused", refusal: answer.refusal });
    for (const unit of answer.value) {
      const { lines } = readKept(KEPT_DRAFT, key);
      const inside = lines.find(({ parentLink }) => parentLink === unit.link);
      const entry = inside?.entry ?? "wedge";
      const fit = fitOf(lines, { raw: unit.link, entry, at: Date.now(), link: unit.link }, unit);
      if (fit.kind === "add") change((before) => withLine(before, fit.line));
    }
  }

  function undo(): void {
    setLast(null);
    if (last !== null && !(last.kind === "fit" && last.fit.kind === "add")) return;
    change(({ lines, ...rest }) =>
      withoutLines({ ...rest, lines }, new Set(lines.slice(-1).map(({ link }) => link))),
    );
  }

  async function ship(): Promise<void> {
    const of = readKept(KEPT_DRAFT, key);
    setOutcome({ kind: "sending" });
    const orderNumber = of.orderNumber.trim();
    const sent = await post<Shipped>("/api/v1/shipments", {
      receiverSiteId: of.receiverSiteId,
      orderNumber: orderNumber === "" ? null : orderNumber,
      purpose: of.purpose,
      units: of.lines.map(({ link }) => link),
      takeOff: of.takeOff,
      entry: mainEntry(of.lines),
    });
    met(sent.ok || sent.status !== null);
    playTone(sent.ok ? "done" : "caution");
    if (!sent.ok) return setOutcome({ kind: "refused", refusal: sent.refusal });
    forgetKept(key);
    setLast(null);
    setOutcome({ kind: "done", shipped: sent.value, of });
  }

  return {
    draft,
    durable,
    last,
    checked,
    outcome,
    lostAt,
    scan,
    undo,
    takeWhole,
    ship,
    remove: (links: readonly string[]) => {
      setLast(null);
      change((before) => withoutLines(before, new Set(links)));
    },
    change,
    restart: () => {
      setLast(null);
      change((before) => ({ ...before, lines: [], takeOff: false }));
    },
    next: () => {
      forgetKept(key);
      setOutcome({ kind: "open" });
    },
  };
}

export type Shipping = ReturnType<typeof useShipping>;
