"use client";

import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { dayWords } from "@/components/batches/expiry-words";
import { KeysDialog, KeysLine } from "@/components/deliveries/keys-help";
import { shortCode } from "@/components/deliveries/link-parts";
import { useStationKeys } from "@/components/deliveries/use-station-keys";
import { StationFrame, StationZones } from "@/components/frame/station-frame";
import type { CaseLabelText } from "@/components/labels/case-label";
import { CasePages } from "@/components/labels/case-pages";
import { caseCode } from "@/components/labels/pack-code";
import { labelSymbol } from "@/components/labels/symbol";
import { usePrint } from "@/components/labels/use-print";
import { Scanner } from "@/components/scan/scanner";
import { Button } from "@/components/ui/button";
import { LiveRegion } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import { readScan } from "@/lib/core/gs1/scan";
import type { TrayCode } from "@/lib/operations/desk-ports";
import { localDay } from "@/lib/scan/local-day";
import { type CaseSizes, type Closed, isEmpty } from "./bench";
import { BenchSettings } from "./bench-settings";
import { ClosedLine } from "./closed-line";
import { LevelChoice } from "./level-choice";
import { MissedNotice } from "./missed-notice";
import { OpenContainer } from "./open-container";
import { PackFoot } from "./pack-foot";
import { PackLast } from "./pack-last";
import { usePacking } from "./use-packing";

export type PackingStationProps = {
  readonly keptAs: string;
  readonly site: string;
  /** On case labels: organisation and site. */
  readonly from: string;
  readonly timeZone: string;
  readonly sizes: CaseSizes;
  /** Codes to click in the demo: loose packs, and containers to stack. */
  readonly tray: Readonly<Record<"case" | "pallet", readonly TrayCode[]>>;
  readonly demo: boolean;
  readonly status: ReactNode;
};

/** Full screen for two hands and a scanner: packs into cases, cases onto pallets. */
export function PackingStation(props: PackingStationProps) {
  const { keptAs, site, timeZone, sizes, demo } = props;
  const t = useTranslations("packing");
  const format = useFormatter();
  const { outlet, print } = usePrint();
  const [printing, setPrinting] = useState(false);
  const [said, setSaid] = useState("");
  const main = useRef<HTMLButtonElement>(null);
  const packing = usePacking(keptAs, {
    sizes,
    onClosed: (closed) => {
      if (packing.bench.printAtOnce) void printLabel(closed);
    },
  });
  const { bench, last, mode, problem, lostAt } = packing;

  function textOf({ level, units, packs, product, batch, lastValidDay }: Closed): CaseLabelText {
    return {
      from: props.from,
      count:
        level === "pallet" ? t("closed.cases", { count: units, packs }) : t("closed.packs", { count: packs }),
      product,
      facts: [
        ...(batch === null ? [] : [{ label: t("label.batch"), value: batch }]),
        ...(batch === null || lastValidDay === null
          ? []
          : [{ label: t("label.expiry"), value: dayWords(lastValidDay, format) }]),
      ],
      badge: demo ? t("label.example") : null,
    };
  }

  async function printLabel(closed: Closed) {
    setPrinting(true);
    const symbol = await labelSymbol(caseCode(closed.sscc));
    await print(<CasePages labels={[{ sscc: closed.sscc, text: textOf(closed), symbol }]} />);
    setPrinting(false);
  }

  function undo() {
    packing.undo();
    setSaid((before) => (before === t("said.undone") ? `${t("said.undone")}\u200b` : t("said.undone")));
  }
  const keys = useStationKeys(undo, main);

  const inside = new Set(bench.units.map(({ link }) => link));
  const today = localDay(new Date());
  // What lies in the open container leaves the tray, so that the next press is the next pack.
  const tray = props.tray[bench.level].filter(({ raw }) => {
    const reading = readScan(raw, { today });
    return !("link" in reading && inside.has(reading.link));
  });
  const faulty = problem?.facts?.link;
  return (
    <StationFrame
      title={t("title")}
      sub={site}
      closeHref={"/home" as Route}
      status={props.status}
      ground={mode === "out" ? "check" : "plain"}
      foot={<PackFoot packing={packing} sizes={sizes} main={main} />}
    >
      <div className="grid grid-rows-[auto_1fr]">
        <div className="grid gap-3 px-5 *:first:mt-5 md:px-12">
          {problem && (
            <Notice
              live
              tone="caution"
              title={t("problem.title")}
              action={
                <div className="flex flex-wrap gap-3">
                  {typeof faulty === "string" && inside.has(faulty) && (
                    <Button onClick={() => packing.remove(faulty)}>
                      {t("problem.remove", { unit: shortCode(faulty) })}
                    </Button>
                  )}
                  <Button variant="primary" onClick={() => void packing.close()}>
                    {t("problem.retry")}
                  </Button>
                </div>
              }
            >
              {problem.message} {problem.next} {packing.unanswered && t("problem.unanswered")}
            </Notice>
          )}
          {lostAt !== null && (
            <Notice live title={t("offline.title", { time: format.dateTime(lostAt, "time", { timeZone }) })}>
              {t("offline.body")}
            </Notice>
          )}
          {mode === "out" && (
            <Notice live tone="caution" title={t("out.title")}>
              {t("out.body")}
            </Notice>
          )}
          <MissedNotice packing={packing} timeZone={timeZone} />
        </div>
        <StationZones
          last={
            <div className="grid gap-9">
              <PackLast
                packing={packing}
                sizes={sizes}
                foot={
                  <KeysLine
                    onUndo={isEmpty(bench) && last === null ? null : undo}
                    onAll={() => keys.setListed(true)}
                  />
                }
              />
              <Scanner
                compact
                onScan={packing.scan}
                paused={packing.unanswered}
                // It sounds the stop and lists them: nothing goes into a container that may be closed.
                onIgnored={packing.scan}
                ask={bench.level === "pallet" ? "sscc" : "pack"}
                tray={tray}
              />
            </div>
          }
          whole={
            <>
              <LevelChoice packing={packing} />
              <OpenContainer packing={packing} sizes={sizes} />
              {bench.closed && (
                <ClosedLine
                  closed={bench.closed}
                  busy={printing}
                  onPrint={() => bench.closed && void printLabel(bench.closed)}
                  onReopen={isEmpty(bench) ? () => bench.closed && packing.reopen(bench.closed) : null}
                />
              )}
              <BenchSettings packing={packing} sizes={sizes} />
            </>
          }
        />
      </div>
      <KeysDialog open={keys.listed} onOpenChange={keys.setListed} />
      <LiveRegion>{said}</LiveRegion>
      {outlet}
    </StationFrame>
  );
}
