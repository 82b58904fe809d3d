"use client";

import { Archive } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { StateLabel } from "@/components/ui/state-label";
import { type Column, Table } from "@/components/ui/table";
import type { RecalledHere, RecalledUnit } from "@/lib/operations/recall-desk-ports";
import { usePutAside } from "./use-put-aside";

/** Codes that a phone shows without hiding what comes next. */
const SHORT = 8;

type PutAsideProps = { readonly here: RecalledHere; readonly mayHold: boolean };

/** What stands here of a recall, what is left to put aside first; one press holds it all. */
export function PutAside({ here, mayHold }: PutAsideProps) {
  const t = useTranslations("recalls.answer");
  const { open, progress, stopped, putAside } = usePutAside(here.units);
  if (here.packs === 0) return <p className="border-line border-y py-6 text-soft">{t("none")}</p>;
  const left = here.packs - here.held;
  const listed = here.units.reduce((sum, { packs, held }) => sum + (held ? 0 : packs), 0);
  const columns: readonly Column<RecalledUnit>[] = [
    { key: "unit", header: t("unit"), cell: ({ serial, sscc }) => <Code>{serial ?? sscc ?? ""}</Code> },
    {
      key: "kind",
      header: t("kind"),
      quiet: true,
      cell: ({ sscc, packs }) => (sscc ? t("case", { packs }) : t("pack")),
    },
    {
      key: "state",
      header: t("state"),
      cell: ({ held }) => (
        <StateLabel tone={held ? "live" : "caution"}>{t(held ? "held" : "free")}</StateLabel>
      ),
    },
  ];
  return (
    <div className="grid gap-4">
      {stopped && (
        <Notice live tone="caution" title={t("stopped", stopped)}>
          {stopped.refusal.message} {stopped.refusal.next}
        </Notice>
      )}
      {progress && (
        <ProgressBar
          value={progress.done}
          max={progress.total}
          label={t("working")}
          text={t("workingOf", progress)}
        />
      )}
      {left === 0 ? (
        <p role="status" className="font-semibold">
          <StateLabel tone="live">{t("all", { packs: here.packs })}</StateLabel>
        </p>
      ) : (
        mayHold &&
        open.length > 0 && (
          <div>
            <Button
              variant="primary"
              icon={<Archive aria-hidden />}
              busy={progress !== null}
              onClick={() => void putAside()}
            >
              {t("quarantine", { packs: listed })}
            </Button>
          </div>
        )
      )}
      {/* A long list, or one that is done, makes room for the answer. */}
      <details open={left > 0 && here.units.length <= SHORT}>
        <summary className="link inline-flex min-h-11 cursor-pointer items-center">
          {t("units", { count: here.units.length })}
        </summary>
        <Table caption={t("caption")} columns={columns} rows={here.units} keyOf={({ link }) => link} />
      </details>
      {left > listed && <p className="text-sm text-soft">{t("more", { count: left - listed })}</p>}
    </div>
  );
}
