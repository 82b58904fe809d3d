"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Delivery } from "@/lib/operations/ports";
import { Ending } from "./ending";

export type ClosedDelivery = {
  /** OPEN: open, but for another site of the organisation. */
  readonly state: Delivery["state"];
  readonly at: number | null;
  readonly site: string;
};

type ClosedProps = {
  readonly shipmentId: string;
  readonly closed: ClosedDelivery;
  readonly timeZone: string;
  /** Scans of it that wait on this device and came too late. */
  readonly scans: number;
};

/** Opened again after it was received, taken back, or at the wrong site: how it stands now, and nothing to press. */
export function Closed({ shipmentId, closed, timeZone, scans }: ClosedProps) {
  const t = useTranslations("receive.closed");
  const format = useFormatter();
  const { state, at, site } = closed;
  const sub =
    state === "VOIDED"
      ? t("voidedSub")
      : state === "OPEN"
        ? t("otherSite", { site })
        : t("when", { when: at === null ? "" : format.dateTime(at, "moment", { timeZone }) });
  return (
    <Ending
      shipmentId={shipmentId}
      kind={state === "RECEIVED" ? "verified" : "check"}
      title={t(state)}
      sub={sub}
    >
      {scans > 0 && <Notice title={t("kept", { count: scans })} />}
    </Ending>
  );
}
