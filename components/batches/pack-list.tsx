"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import type { Refusal } from "@/lib/core/refusal";
import type { BatchSerial } from "@/lib/operations/desk-ports";
import { get } from "@/lib/web/client";

const STATES = [
  "ACTIVE",
  "SUPPLIED",
  "EXPORTED",
  "SAMPLE",
  "FREE_SAMPLE",
  "LOCKED",
  "CHECKED_OUT",
  "DESTROYED",
  "STOLEN",
  "ALLOCATED",
  "VOID",
] as const;
type State = (typeof STATES)[number];
const isState = (name: string): name is State => (STATES as readonly string[]).includes(name);

const PAGE = 100;

type PackListProps = {
  readonly batchId: string;
  readonly first: readonly BatchSerial[];
  readonly total: number;
};

/** A batch's packs, a page at a time; each leads to its trace. */
export function PackList({ batchId, first, total }: PackListProps) {
  const t = useTranslations("batches.packs");
  const [more, setMore] = useState<readonly BatchSerial[]>([]);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const packs = [...first, ...more];

  async function load() {
    setBusy(true);
    const after = packs.at(-1)?.id ?? "0";
    const page = await get<readonly BatchSerial[]>(
      `/api/v1/batches/${batchId}/packs?after=${after}&limit=${PAGE}`,
    );
    setBusy(false);
    setRefusal(page.ok ? null : page.refusal);
    if (page.ok) setMore((before) => [...before, ...page.value]);
  }

  return (
    <div className="grid gap-4">
      <Table
        caption={t("caption")}
        rows={packs}
        keyOf={({ id }) => id}
        hrefOf={({ link }) => `/trace?link=${encodeURIComponent(link)}` as Route}
        columns={[
          { key: "serial", header: t("serial"), cell: ({ serial }) => <Code>{serial}</Code> },
          {
            key: "state",
            header: t("state"),
            quiet: true,
            cell: ({ state }) => (isState(state) ? t(`states.${state}`) : state),
          },
          {
            key: "packed",
            header: t("packed"),
            quiet: true,
            wideOnly: true,
            cell: ({ packed }) => (packed ? t("yes") : t("no")),
          },
        ]}
      />
      {refusal && (
        <Notice live tone="caution" title={refusal.message}>
          {refusal.next}
        </Notice>
      )}
      {packs.length < total && (
        <div>
          <Button busy={busy} onClick={() => void load()}>
            {t("more", { count: Math.min(PAGE, total - packs.length) })}
          </Button>
        </div>
      )}
    </div>
  );
}
