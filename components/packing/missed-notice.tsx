"use client";

import { useFormatter, useTranslations } from "next-intl";
import { shortCode } from "@/components/deliveries/link-parts";
import { UnitCode } from "@/components/deliveries/unit-code";
import { RawScan } from "@/components/scan/raw-scan";
import { Button } from "@/components/ui/button";
import { LiveRegion } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import type { Missed } from "./missed";
import type { Packing } from "./use-packing";

/** Signs shown of what was read of a code: its end, by which people compare. */
const SHOWN = 12;

const partOf = (raw: string): string => (raw.length > SHOWN ? `…${raw.slice(-SHOWN)}` : raw);

type MissedNoticeProps = {
  readonly packing: Packing;
  readonly timeZone: string;
};

/** Scans that did not go in stay here until each is settled: the hands may be three packs further. */
export function MissedNotice({ packing, timeZone }: MissedNoticeProps) {
  const t = useTranslations("packing.missed");
  const open = useTranslations("packing.open");
  const format = useFormatter();
  const { list, asking, again, leaveOut } = packing.missed;
  const title =
    list.length === 0
      ? ""
      : t(list.some(({ meant }) => meant === "out") ? "titleOut" : "title", { count: list.length });
  return (
    <>
      {list.length > 0 && (
        <Notice
          tone="caution"
          title={title}
          action={
            <>
              {list.some(({ link }) => link !== null) && (
                <Button
                  variant="primary"
                  className="max-sm:order-last max-sm:w-full"
                  busy={asking}
                  unavailable={packing.unanswered}
                  onClick={() => void again()}
                >
                  {t("retry")}
                </Button>
              )}
              <ul className="max-h-72 basis-full divide-y divide-ink/15 overflow-y-auto overscroll-contain border-ink/15 border-t">
                {list.map((missed) => (
                  <li key={missed.link ?? missed.raw} className="flex items-center gap-4 py-2 last:pb-0">
                    <div className="min-w-0 flex-1">
                      {missed.link === null ? (
                        <RawScan raw={partOf(missed.raw)} />
                      ) : (
                        <UnitCode link={missed.link} strong />
                      )}
                      <p className="text-sm">
                        {t(missed.link === null ? "unreadable" : "row", {
                          where: whereOf(missed),
                          time: format.dateTime(missed.at, "time", { timeZone }),
                        })}
                      </p>
                    </div>
                    <Button
                      aria-label={t("leaveWhich", {
                        code: missed.link === null ? partOf(missed.raw) : shortCode(missed.link),
                      })}
                      onClick={() => leaveOut(missed)}
                    >
                      {t("leave")}
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
      <LiveRegion>{title}</LiveRegion>
    </>
  );

  function whereOf({ meant, level, number }: Missed): string {
    if (meant === "out") return t("takeOut");
    return number === null ? open("existing") : open(level, { number });
  }
}
