"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Scanner } from "@/components/scan/scanner";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { Notice } from "@/components/ui/notice";
import type { Scan } from "@/lib/scan/scan";
import { packCode } from "./pack-code";
import type { LabelFacts, LabelStage } from "./use-label-job";

type ScanBackProps = {
  readonly stage: Extract<LabelStage, { kind: "check" }>;
  readonly facts: LabelFacts;
  readonly demo: boolean;
  readonly onScan: (scan: Scan) => void;
  readonly onSpoiled: () => void;
  readonly onLater: () => void;
};

/** A job counts as good once one of its labels was read back by a scanner. */
export function ScanBack({ stage, facts, demo, onScan, onSpoiled, onLater }: ScanBackProps) {
  const t = useTranslations("labels.check");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { job, wrong, refusal, busy } = stage;
  const first = job.serials[0] ?? "";
  return (
    <section className="grid gap-6" aria-busy={busy}>
      <div>
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-xl outline-none">
          {t("title")}
        </h2>
        <p className="mt-1 max-w-measure">{t("lead")}</p>
        <p className="mt-3 text-xl">
          <Code strong>{first}</Code>
        </p>
      </div>
      {wrong && (
        <Notice live tone="caution" title={t(`wrong.${wrong}`)}>
          {t("wrongBody")}
        </Notice>
      )}
      {refusal && (
        <Notice live tone="caution" title={t("refused")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
      <Scanner
        compact
        onScan={onScan}
        paused={busy}
        tray={
          demo ? [{ label: t("tray"), description: first, raw: packCode({ ...facts, serial: first }) }] : []
        }
      />
      <div className="flex flex-wrap gap-3 border-line border-t pt-5">
        <Button onClick={onSpoiled}>{t("spoiled")}</Button>
        <Button variant="quiet" onClick={onLater}>
          {t("later")}
        </Button>
      </div>
    </section>
  );
}
