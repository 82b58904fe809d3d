"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { fetchPacks } from "@/components/batches/fetch-packs";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { Refusal } from "@/lib/core/refusal";
import type { BatchSerial, PrintJob } from "@/lib/operations/desk-ports";
import type { CaseLabelText } from "./case-label";
import { CaseLabels } from "./case-labels";
import type { PackLabelText } from "./pack-label";
import { PackLabels } from "./pack-labels";
import type { LabelFacts } from "./use-label-job";

type LabelStationProps = {
  readonly facts: LabelFacts;
  readonly text: PackLabelText;
  readonly caseText: Pick<CaseLabelText, "from" | "badge">;
  readonly jobs: readonly PrintJob[];
  readonly timeZone: string;
  readonly demo: boolean;
};

export function LabelStation({ facts, text, caseText, jobs, timeZone, demo }: LabelStationProps) {
  const t = useTranslations("labels");
  const common = useTranslations("common");
  const [packs, setPacks] = useState<readonly BatchSerial[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { batchId } = facts;
  const latest = useRef(0);

  const load = useCallback(async () => {
    const attempt = ++latest.current;
    const answer = await fetchPacks(batchId);
    // Asked again meanwhile, or for another batch: that answer counts.
    if (attempt !== latest.current) return;
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) setPacks(answer.value);
  }, [batchId]);

  useEffect(() => void load(), [load]);

  if (refusal) {
    return (
      <ErrorState
        title={refusal.message}
        code={refusal.code}
        action={<Button onClick={() => void load()}>{common("retry")}</Button>}
      >
        {refusal.next}
      </ErrorState>
    );
  }
  if (packs === null) return <SkeletonRows rows={9} />;
  return (
    <Tabs
      label={t("tabs")}
      tabs={[
        {
          value: "packs",
          label: t("packTab"),
          content: (
            <PackLabels facts={facts} text={text} packs={packs} jobs={jobs} timeZone={timeZone} demo={demo} />
          ),
        },
        { value: "cases", label: t("caseTab"), content: <CaseLabels packs={packs} text={caseText} /> },
      ]}
    />
  );
}
