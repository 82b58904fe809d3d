"use client";

import { Barcode, Download } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { Tabs } from "@/components/ui/tabs";
import type { Refusal } from "@/lib/core/refusal";
import type { BatchLine } from "@/lib/operations/desk-ports";
import { CheckResult } from "./check-result";
import { keptJobKey, quoted } from "./commission-job";
import { Checking, Interrupted, Stopped, Working } from "./commission-work";
import { fetchPacks } from "./fetch-packs";
import { GenerateForm } from "./generate-form";
import { ImportForm } from "./import-form";
import { saveText } from "./save-text";
import { useCommissioning } from "./use-commissioning";

type CommissionStationProps = {
  readonly batch: Pick<
    BatchLine,
    "id" | "number" | "gtin" | "expiryPrinted" | "commissioned" | "plannedSize"
  >;
  /** Whose work is kept in this browser: person and site. */
  readonly who: string;
  readonly site: string;
  readonly demo: boolean;
};

export function CommissionStation({ batch, who, site, demo }: CommissionStationProps) {
  const t = useTranslations("batches.commission");
  const work = useCommissioning(batch.id, keptJobKey(who, batch.id), batch.commissioned);
  const [text, setText] = useState("");
  const { stage, interrupted } = work;
  switch (stage.kind) {
    case "checking":
      return <Checking done={stage.done} total={stage.total} />;
    case "checked":
      return (
        <Panel title={t("result", { count: stage.checked.rows })}>
          <CheckResult
            checked={stage.checked}
            fileName={`${batch.number}-rejected.csv`}
            onMake={() => void work.makeFresh(stage.checked.fresh)}
            onAnother={work.restart}
          />
        </Panel>
      );
    case "working":
      return <Working job={stage.job} stopping={stage.stopping} onStop={work.stop} />;
    case "stopped":
      return (
        <Stopped
          job={stage.job}
          refusal={stage.refusal}
          onResume={() => void work.resume(stage.job)}
          onLeave={work.leave}
        />
      );
    case "done":
      return (
        <Panel title={t("done", { count: stage.made })}>
          <Done batch={batch} site={site} onMore={() => setText("")} restart={work.restart} />
        </Panel>
      );
    case "choose":
      if (interrupted) {
        return (
          <Interrupted
            job={interrupted}
            onResume={() => void work.resume(interrupted)}
            onLeave={work.leave}
          />
        );
      }
      return (
        <div className="grid gap-6">
          {stage.refusal && (
            <Notice live tone="caution" title={stage.refusal.message}>
              {stage.refusal.next}
            </Notice>
          )}
          <Tabs
            label={t("ways")}
            tabs={[
              {
                value: "import",
                label: t("import"),
                content: (
                  <ImportForm
                    text={text}
                    onText={setText}
                    onCheck={() => void work.check(text)}
                    busy={false}
                    demo={demo}
                  />
                ),
              },
              {
                value: "generate",
                label: t("generate"),
                content: (
                  <GenerateForm
                    suggested={batch.plannedSize - batch.commissioned}
                    onGenerate={(count) => void work.generate(count)}
                  />
                ),
              },
            ]}
          />
        </div>
      );
  }
}

/** Takes the focus when it replaces what a person just pressed, so that keyboard and screen reader go on there. */
function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid gap-5">
      <h2 ref={heading} tabIndex={-1} className="font-semibold text-xl outline-none">
        {title}
      </h2>
      {children}
    </div>
  );
}

type DoneProps = Pick<CommissionStationProps, "batch" | "site"> & {
  readonly onMore: () => void;
  readonly restart: () => void;
};

function Done({ batch, site, onMore, restart }: DoneProps) {
  const t = useTranslations("batches.commission");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  /** What a line or a printer needs of each pack. */
  async function download() {
    setBusy(true);
    const packs = await fetchPacks(batch.id);
    setBusy(false);
    setRefusal(packs.ok ? null : packs.refusal);
    if (!packs.ok) return;
    const rows = packs.value.map(({ serial }) =>
      [batch.gtin, quoted(serial), quoted(batch.number), batch.expiryPrinted].join(),
    );
    saveText(`${batch.number}.csv`, `gtin,serial,batch,expiry\r\n${rows.join("\r\n")}\r\n`);
  }

  return (
    <>
      <p className="max-w-measure">{t("doneBody", { site })}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink
          variant="primary"
          icon={<Barcode aria-hidden />}
          href={`/batches/${batch.id}/labels` as Route}
        >
          {t("printLabels")}
        </ButtonLink>
        <Button icon={<Download aria-hidden />} busy={busy} onClick={() => void download()}>
          {t("serialList")}
        </Button>
        <Button
          variant="quiet"
          onClick={() => {
            onMore();
            restart();
          }}
        >
          {t("more")}
        </Button>
      </div>
      {refusal && (
        <Notice live tone="caution" title={refusal.message}>
          {refusal.next}
        </Notice>
      )}
    </>
  );
}
