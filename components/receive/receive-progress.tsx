"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { PackGrid } from "@/components/ui/pack-grid";
import { BigCount } from "@/components/ui/progress-bar";
import type { ReceiptProgress } from "@/lib/core/custody/expectations";
import { type Arrival, marksOf } from "./arrival";
import { MissingList } from "./missing-list";

type ReceiveProgressProps = { readonly arrival: Arrival; readonly progress: ReceiptProgress };

/** 142 of 144: the count, and every pack a mark. */
export function ReceiveProgress({ arrival, progress }: ReceiveProgressProps) {
  const t = useTranslations("receive.progress");
  const format = useFormatter();
  const marks = useMemo(() => marksOf(arrival, progress), [arrival, progress]);
  const { expected, received } = progress.packs;
  return (
    <div className="grid gap-5">
      <BigCount value={format.number(received, "count")} of={t("of", { count: expected })} />
      <PackGrid
        cells={marks.cells}
        perCase={marks.perRow}
        label={t("label", { received, count: expected })}
      />
      {marks.of === "case" && <p className="text-sm text-soft">{t("markIsCase")}</p>}
    </div>
  );
}

/** What is still missing, under its count. */
export function StillMissing({ arrival, progress }: ReceiveProgressProps) {
  const t = useTranslations("receive.missing");
  const { missing } = progress.packs;
  return (
    <section>
      <h2 className="mb-1 font-semibold">{missing === 0 ? t("allThere") : t("title", { count: missing })}</h2>
      {missing > 0 && <MissingList arrival={arrival} missing={progress.missing} />}
    </section>
  );
}
