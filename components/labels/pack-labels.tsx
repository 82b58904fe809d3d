"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWedge } from "@/components/scan/use-wedge";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Section } from "@/components/ui/section";
import { useToast } from "@/components/ui/toast";
import { readScan } from "@/lib/core/gs1/scan";
import type { BatchSerial, PrintJob } from "@/lib/operations/desk-ports";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { LabelForm, type LabelOrder } from "./label-form";
import { LABEL_FORMATS } from "./label-formats";
import { LabelPages } from "./label-pages";
import type { PackLabelText } from "./pack-label";
import { PrintHistory } from "./print-history";
import { type Choice, dueCount, printedPlaces } from "./print-plan";
import { ScaleCheck } from "./scale-check";
import { ScanBack } from "./scan-back";
import { type LabelFacts, useLabelJob } from "./use-label-job";
import { usePrint } from "./use-print";

type PackLabelsProps = {
  readonly facts: LabelFacts;
  readonly text: PackLabelText;
  readonly packs: readonly BatchSerial[];
  readonly jobs: readonly PrintJob[];
  readonly timeZone: string;
  readonly demo: boolean;
};

/** A sheet of labels, or what is left. */
const USUAL = 24;

/** Choose, see the first one, print, scan it back. */
export function PackLabels({ facts, text, packs, jobs, timeZone, demo }: PackLabelsProps) {
  const t = useTranslations("labels");
  const toast = useToast();
  const { outlet, print } = usePrint();
  const job = useLabelJob(facts, print);
  const { stage } = job;
  const [format, setFormat] = useState(LABEL_FORMATS[0]);
  const [choice, setChoice] = useState<Choice>(() => {
    const due = dueCount(packs, printedPlaces(packs, jobs));
    return due > 0
      ? { kind: "next", count: String(Math.min(USUAL, due)) }
      : { kind: "range", from: "1", to: String(Math.min(USUAL, packs.length)) };
  });

  // A torn label is scanned to print it again, wherever the cursor is.
  useWedge(stage.kind === "choose", (scan: Scan) => {
    const reading = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
    const known = reading.kind === "pack" && packs.some(({ link }) => link === reading.link);
    playTone(known ? "ok" : "caution");
    if (reading.kind === "pack") setChoice({ kind: "one", serial: reading.pack.serial });
  });

  const start = ({ packs: chosen, format: paper, startAt, reason }: LabelOrder) =>
    job.start({
      packs: chosen,
      reason,
      pages: (labels) => <LabelPages labels={labels} text={text} format={paper} startAt={startAt} />,
    });

  function checkNow(open: PrintJob) {
    const place = (wanted: string) => packs.findIndex(({ serial }) => serial === wanted);
    const serials = packs.slice(place(open.serialFrom), place(open.serialTo) + 1).map(({ serial }) => serial);
    job.check({ id: open.id, count: open.count, serials });
  }

  async function scanned(scan: Scan, count: number) {
    if (!(await job.scanBack(scan))) return;
    toast({ title: t("check.good", { count }) });
    // The same labels again are never what comes next.
    setChoice({ kind: "next", count: String(USUAL) });
  }

  async function spoiled() {
    if (await job.spoil()) toast({ title: t("check.spoiledDone") });
  }

  const scaleCheck = (
    <ScaleCheck
      format={format}
      words={{ line: (length) => t("scale.line", { length: String(length) }), wrong: t("scale.wrong") }}
    />
  );
  return (
    <>
      {stage.kind === "drawing" && (
        <ProgressBar
          value={stage.done}
          max={stage.total}
          label={t("drawing")}
          text={t("drawingOf", { done: stage.done, total: stage.total })}
        />
      )}
      {stage.kind === "check" && (
        <ScanBack
          stage={stage}
          facts={facts}
          demo={demo}
          onScan={(scan) => void scanned(scan, stage.job.count)}
          onSpoiled={() => void spoiled()}
          onLater={job.later}
        />
      )}
      {stage.kind === "choose" && (
        <>
          <LabelForm
            facts={facts}
            text={text}
            packs={packs}
            jobs={jobs}
            timeZone={timeZone}
            choice={choice}
            onChoice={setChoice}
            format={format}
            onFormat={setFormat}
            refusal={stage.refusal}
            onPrint={(order) => void start(order)}
          >
            <Button onClick={() => void print(scaleCheck)}>{t("scale.print")}</Button>
          </LabelForm>
          <div className="mt-9">
            <Section title={t("history.title")}>
              <PrintHistory jobs={jobs} timeZone={timeZone} onCheck={checkNow} />
            </Section>
          </div>
        </>
      )}
      {outlet}
    </>
  );
}
