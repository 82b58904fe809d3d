"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { PackGrid } from "@/components/ui/pack-grid";
import { BigCount } from "@/components/ui/progress-bar";
import type { ReceiptProgress } from "@/lib/core/custody/expectations";
import { type Arrival, marksOf } from "./arrival";
import { MissingList } from "./missing-list";

type ReceiveProgressProps = { readonly arrival: Arrival; readonly progress: ReceiptProgress };

/** 142 of 144: the count, every pack a mark, and what is still missing. */
export function ReceiveProgress({ arrival, progress }: ReceiveProgressProps) {
  const t = useTranslations("receive");
  const format = useFormatter();
  const marks = useMemo(() => marksOf(arrival, progress), [arrival, progress]);
  const { expected, received, missing } = progress.packs;
  return (
    <>
      <div className="grid gap-5">
        <BigCount value={format.number(received, "count")} of={t("progress.of", { count: expected })} />
        <PackGrid
          cells={marks.cells}
          perCase={marks.perRow}
          label={t("progress.label", { received, count: expected })}
        />
        {marks.of === "case" && <p className="text-sm text-soft">{t("progress.markIsCase")}</p>}
      </div>
      <section>
        <h2 className="mb-2 font-semibold">
          {missing === 0 ? t("missing.allThere") : t("missing.title", { count: missing })}
        </h2>
        {missing > 0 && (
          <MissingList arrival={arrival} missing={progress.missing} caption={t("missing.caption")} />
        )}
      </section>
    </>
  );
}
