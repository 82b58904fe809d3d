"use client";

import { useTranslations } from "next-intl";
import type { TrayCode } from "@/components/scan/scan-tray";
import { Scanner } from "@/components/scan/scanner";
import { StartView } from "./start-view";
import { useStart } from "./use-start";

type ReceiveStartProps = {
  readonly who: string;
  /** Links reported missing from deliveries to or from here. */
  readonly missing: readonly string[];
  readonly tray: readonly TrayCode[];
};

/** The first scan of a delivery opens it, and counts there. */
export function ReceiveStart({ who, missing, tray }: ReceiveStartProps) {
  const t = useTranslations("receive.start");
  const { answer, scan, settle } = useStart(who, missing);
  return (
    <div className="mb-auto grid gap-9">
      {answer ? (
        <StartView answer={answer} onSettle={(each) => void settle(each)} />
      ) : (
        <div>
          <h2 className="font-bold text-2xl sm:text-3xl">{t("title")}</h2>
          <p className="mt-3 max-w-measure text-soft">{t("lead")}</p>
        </div>
      )}
      <Scanner compact={answer !== null} onScan={(each) => void scan(each)} tray={tray} />
    </div>
  );
}
