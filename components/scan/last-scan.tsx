"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Code } from "@/components/ui/code";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { readScan, type ScanReading } from "@/lib/core/gs1/scan";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { RawScan } from "./raw-scan";

export type LastScanProps = {
  readonly scan: Scan | null;
  /** The answer in a word or two ("Expected"), as soon as there is one. */
  readonly title?: ReactNode;
  readonly sub?: ReactNode;
  /** <VerdictShape/> or nothing. */
  readonly shape?: ReactNode;
  /** More rows after what the code itself says ("Case: 5 of 6"). */
  readonly facts?: readonly Definition[];
  /** Keys that work now, an undo, a button. */
  readonly foot?: ReactNode;
};

/** The one fixed place of the last scan: what the code says, what it means here, and how it came in. */
export function LastScan({ scan, title, sub, shape, facts = [], foot }: LastScanProps) {
  const t = useTranslations("scan.last");
  const reading = scan && readScan(scan.raw, { today: localDay(new Date(scan.at)) });
  const unreadable = reading?.kind === "unreadable";
  const broken = reading?.issues.find((issue) => issue.severity === "error");
  const head = title ?? (scan === null ? t("none") : unreadable ? t("unreadable") : null);
  return (
    <section aria-label={t("title")} aria-live="polite">
      <p className="text-sm text-soft">
        {t("title")}
        {scan && <> · {t(`entry.${scan.entry}`)}</>}
      </p>
      {(shape || head || sub) && (
        <div className="mt-3.5 flex items-center gap-7 max-sm:gap-4">
          {shape}
          <div className="min-w-0">
            {head && <p className={scan ? "font-bold text-2xl sm:text-3xl" : "text-lg"}>{head}</p>}
            {scan === null && title === undefined && <p className="mt-1 text-soft">{t("noneSub")}</p>}
            {sub && <p className="mt-1 text-lg">{sub}</p>}
          </div>
        </div>
      )}
      {unreadable && broken && (
        <div className="mt-6 grid max-w-measure gap-2">
          <p className="font-semibold">{broken.message}</p>
          <p>{t("unreadableNext")}</p>
          <p className="text-sm text-soft">{t("asRead")}</p>
          <RawScan raw={reading.raw} from={broken.from} to={broken.to} />
        </div>
      )}
      {reading && !unreadable && (
        <div className="mt-6">
          <Facts reading={reading} more={facts} />
        </div>
      )}
      {foot && <div className="mt-8 text-sm text-soft">{foot}</div>}
    </section>
  );
}

function Facts({ reading, more }: { readonly reading: ScanReading; readonly more: readonly Definition[] }) {
  const t = useTranslations("scan.last");
  const format = useFormatter();
  const missing = <span className="text-soft">{t("notGiven")}</span>;
  const batchOf = (batch: string | null) =>
    batch ? (
      <Code strong group={0}>
        {batch}
      </Code>
    ) : (
      missing
    );

  function items(): readonly Definition[] {
    switch (reading.kind) {
      case "pack": {
        const { serial, batch, expiry } = reading.pack;
        return [
          { label: t("serial"), value: <Code strong>{serial}</Code> },
          { label: t("batch"), value: batchOf(batch) },
          {
            label: t("expiry"),
            value: expiry ? (
              <>
                <span className="font-semibold">
                  {format.dateTime(new Date(`${expiry.lastValidDay}T00:00:00Z`), "day", { timeZone: "UTC" })}
                </span>
                {!expiry.dayGiven && <span className="text-base text-soft"> · {t("endOfMonth")}</span>}
              </>
            ) : (
              missing
            ),
          },
        ];
      }
      case "logistic-unit": {
        const { sscc, content } = reading;
        const holds = content && { label: t("count"), value: format.number(content.count, "count") };
        return [
          {
            label: t("sscc"),
            value: (
              <Code strong group={3}>
                {sscc}
              </Code>
            ),
          },
          ...(holds ? [holds] : []),
        ];
      }
      case "product":
        return [
          {
            label: t("product"),
            value: (
              <Code strong group={0}>
                {reading.gtin}
              </Code>
            ),
          },
        ];
      case "location":
        return [
          {
            label: t("place"),
            value: (
              <Code strong group={0}>
                {reading.gln}
              </Code>
            ),
          },
        ];
      case "unreadable":
        return [];
    }
  }

  return <DefinitionList look="big" items={[...items(), ...more]} />;
}
