"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { shortCode } from "@/components/deliveries/link-parts";
import { LastScan } from "@/components/scan/last-scan";
import { Button } from "@/components/ui/button";
import type { VerdictKind } from "@/components/verdict/kind";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { readScan } from "@/lib/core/gs1/scan";
import type { ShipmentCheck } from "@/lib/operations/check-shipment";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import type { ShipLine } from "./draft";
import type { Last } from "./use-shipping";

type ShipLastProps = {
  /** Null: nothing since the page was opened; the newest line stands in its place. */
  readonly last: Last | null;
  readonly newest: ShipLine | null;
  readonly check: ShipmentCheck | null;
  readonly takeOff: boolean;
  readonly foot: ReactNode;
  readonly onRetry: (scan: Scan) => void;
  readonly onTakeOut: (link: string) => void;
  readonly onTakeOff: () => void;
};

const shape = (kind: VerdictKind) => (
  <VerdictShape kind={kind} className="size-16 sm:size-28" on="var(--paper)" />
);

/** What was scanned last and whether it goes out. */
export function ShipLast({ last, newest, check, takeOff, foot, ...on }: ShipLastProps) {
  const t = useTranslations("ship");
  const reasons = useTranslations("deliveries.reason");
  if (last === null) {
    return newest ? (
      line(newest)
    ) : (
      <LastScan scan={null} title={t("answer.none")} sub={t("answer.noneSub")} foot={foot} />
    );
  }
  const { scan } = last;
  switch (last.kind) {
    case "asking":
      return <LastScan scan={scan} title={t("answer.looking")} foot={foot} />;
    case "failed":
      return (
        <LastScan
          scan={scan}
          shape={shape("cannot-tell")}
          title={t("answer.failed")}
          sub={t("sub.notAdded", { message: last.refusal.message, next: last.refusal.next })}
          foot={<Button onClick={() => on.onRetry(scan)}>{t("retry")}</Button>}
        />
      );
    case "unusable": {
      const { kind } = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
      if (kind === "unreadable") return <LastScan scan={scan} shape={shape("check")} foot={foot} />;
      const which = kind === "product" ? "noSerial" : "notUnit";
      return answer(scan, "check", t(`answer.${which}`), t(`sub.${which}`));
    }
    case "fit":
      return fitted(scan, last.fit);
  }

  function answer(of: Scan, kind: VerdictKind, title: string, sub: string | null, action?: ReactNode) {
    const below = action ? (
      <div className="grid justify-items-start gap-6">
        {action}
        {foot}
      </div>
    ) : (
      foot
    );
    return <LastScan scan={of} shape={shape(kind)} title={title} sub={sub} foot={below} />;
  }

  function fitted(of: Scan, fit: Extract<Last, { kind: "fit" }>["fit"]) {
    switch (fit.kind) {
      case "add":
        return line(fit.line);
      case "duplicate":
        return answer(of, "check", t("answer.duplicate"), t("sub.duplicate"));
      case "inside":
        return answer(
          of,
          "check",
          t("answer.duplicate"),
          t("sub.inside", { container: shortCode(fit.container) }),
        );
      case "unknown":
        return answer(of, "check", t("answer.unknown"), t("sub.unknown"));
      case "away":
        return answer(of, "check", t("answer.away"), t(`sub.${fit.standing}`));
    }
  }

  /** A line on the list; what the check found about it since comes first. */
  function line(added: ShipLine) {
    const blocked = check?.blocked.find(({ link }) => link === added.link);
    if (blocked) {
      const sub = t("sub.blocked", { count: blocked.count, reason: reasons(blocked.reason) });
      const action = <Button onClick={() => on.onTakeOut(added.link)}>{t("blocked.take")}</Button>;
      return answer(added, "stop", t("answer.blocked"), sub, action);
    }
    if (added.parentLink !== null && !takeOff) {
      const sub = t("sub.packed", { container: shortCode(added.parentLink) });
      const off = t(added.kind === "sgtin" ? "packed.outOfCase" : "packed.offPallet");
      const action = <Button onClick={on.onTakeOff}>{off}</Button>;
      return answer(added, "check", t("answer.packed"), sub, action);
    }
    const { packs, product } = added;
    const what =
      added.kind === "sgtin"
        ? product
        : product === null
          ? t("sub.addedMixed", { count: packs })
          : t("sub.added", { count: packs, product });
    return answer(added, "verified", t("answer.added"), what);
  }
}
