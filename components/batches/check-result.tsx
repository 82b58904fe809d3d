"use client";

import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Stats } from "@/components/ui/stats";
import { Table } from "@/components/ui/table";
import { type Rejected, rejectedCsv } from "./commission-job";
import { saveText } from "./save-text";
import type { Checked } from "./use-commissioning";

type CheckResultProps = {
  readonly checked: Checked;
  readonly fileName: string;
  readonly onMake: () => void;
  readonly onAnother: () => void;
};

/** Rows shown; the file has them all. */
const SHOWN = 20;

/** What the list would make, before anything is made. */
export function CheckResult({ checked, fileName, onMake, onAnother }: CheckResultProps) {
  const t = useTranslations("batches.commission");
  const format = useFormatter();
  const { fresh, duplicates, rejected } = checked;
  const count = (of: readonly unknown[]) => format.number(of.length, "count");
  const words = ({ why }: Rejected) =>
    why === "twice"
      ? t("faults.twice")
      : why === "registered"
        ? t("faults.registered")
        : why === "characters"
          ? t("faults.characters")
          : why;
  const refused = [...rejected, ...duplicates].sort((a, b) => a.row - b.row);
  return (
    <div className="grid gap-6">
      <Stats
        stats={[
          { key: "fresh", value: count(fresh), label: t("fresh") },
          { key: "duplicates", value: count(duplicates), label: t("duplicates") },
          { key: "rejected", value: count(rejected), label: t("rejected") },
        ]}
      />
      {fresh.length === 0 && (
        <Notice tone="caution" title={t("nothingNew")}>
          {t("nothingNewBody")}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        {fresh.length > 0 && (
          <Button variant="primary" onClick={onMake}>
            {t("make", { count: fresh.length })}
          </Button>
        )}
        <Button onClick={onAnother}>{t("another")}</Button>
      </div>
      {refused.length > 0 && (
        <Section
          title={t("rejectedTitle")}
          aside={refused.length > SHOWN && t("rejectedAside", { count: SHOWN })}
        >
          <div className="grid gap-4">
            <Table
              caption={t("rejectedTitle")}
              rows={refused.slice(0, SHOWN)}
              keyOf={({ row }) => String(row)}
              columns={[
                {
                  key: "serial",
                  header: t("serial"),
                  cell: ({ serial }) => <code className="whitespace-pre-wrap break-all">{serial}</code>,
                },
                { key: "row", header: t("row"), cell: ({ row }) => format.number(row, "count") },
                { key: "why", header: t("why"), cell: words, quiet: true },
              ]}
            />
            <div>
              <Button
                icon={<Download aria-hidden />}
                onClick={() =>
                  saveText(fileName, rejectedCsv(refused.map((each) => ({ ...each, why: words(each) }))))
                }
              >
                {t("download")}
              </Button>
            </div>
          </div>
        </Section>
      )}
    </div>
  );
}
