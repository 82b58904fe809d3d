import { useFormatter, useTranslations } from "next-intl";
import { Stats } from "@/components/ui/stats";
import type { RecallableBatch } from "./recall-input";

/** "1,440 packs, 120 with patients": what a recall would mean, before a word of it is written. */
export function ScopeLine({ batches }: { readonly batches: readonly RecallableBatch[] }) {
  const t = useTranslations("recalls.form");
  const format = useFormatter();
  const sum = (of: (batch: RecallableBatch) => number) =>
    batches.reduce((total, each) => total + of(each), 0);
  const packs = sum((batch) => batch.packs);
  const figure = (value: number) => format.number(value, "count");
  return (
    <Stats
      stats={[
        { key: "packs", value: figure(packs), label: t("packs", { count: packs }) },
        { key: "patients", value: figure(sum((batch) => batch.withPatients)), label: t("withPatients") },
        { key: "sites", value: figure(sum((batch) => batch.reachable)), label: t("atSites") },
      ]}
    />
  );
}
