import { useFormatter, useTranslations } from "next-intl";
import { Stats } from "@/components/ui/stats";
import type { RecallView } from "@/lib/operations/view-recall";
import { elapsedOf } from "./elapsed";
import { SinceClock } from "./since-clock";

type BoardStatsProps = { readonly recall: RecallView; readonly signedAt: number; readonly now: number };

/** The clock of a recall: signed → first stop → how much is located → who has acknowledged. */
export function BoardStats({ recall, signedAt, now }: BoardStatsProps) {
  const t = useTranslations("recalls.board");
  const format = useFormatter();
  const { batches, sites, firstStop, attempts } = recall;
  const balances = batches.flatMap(({ balance }) => balance ?? []);
  const commissioned = balances.reduce((sum, balance) => sum + balance.commissioned, 0);
  const lost = balances.reduce((sum, { unaccounted }) => sum + unaccounted, 0);
  const located = commissioned === 0 ? 1 : 1 - lost / commissioned;
  const total = sites.notified + sites.opened + sites.acknowledged + sites.completed;
  const stop = firstStop === null ? null : elapsedOf(firstStop - signedAt);
  const figure = (done: number) => t("of", { done, total });
  return (
    <Stats
      stats={[
        {
          key: "stop",
          value: stop === null ? t("noStop") : t(`duration.${stop.unit}`, { value: stop.value }),
          label: t("firstStop"),
        },
        { key: "since", value: <SinceClock at={signedAt} now={now} />, label: t("since") },
        {
          // Never rounded up to the whole while a pack is missing.
          key: "located",
          value: format.number(Math.floor(located * 1000) / 1000, "percent"),
          label: t("located"),
        },
        {
          key: "sites",
          value: total === 0 ? "–" : figure(sites.acknowledged + sites.completed),
          label: t("acknowledged", { total }),
        },
        {
          key: "attempts",
          value: format.number(attempts ?? 0, "count"),
          label: t("attempts", { count: attempts ?? 0 }),
        },
      ]}
    />
  );
}
