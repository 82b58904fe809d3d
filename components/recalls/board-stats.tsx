import { useFormatter, useTranslations } from "next-intl";
import { Stats } from "@/components/ui/stats";
import type { RecallView } from "@/lib/operations/view-recall";
import { elapsedOf } from "./elapsed";
import { figuresOf } from "./recall-figures";
import { SinceClock } from "./since-clock";

type BoardStatsProps = { readonly recall: RecallView; readonly signedAt: number; readonly now: number };

/** The clock of a recall: signed → first stop → how much is located → who has acknowledged. */
export function BoardStats({ recall, signedAt, now }: BoardStatsProps) {
  const t = useTranslations("recalls.board");
  const format = useFormatter();
  const { firstStop, attempts } = recall;
  const { located, acknowledged, asked } = figuresOf(recall);
  const stop = firstStop === null ? null : elapsedOf(firstStop - signedAt);
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
          key: "located",
          value: format.number(located, "percent"),
          label: t("located"),
        },
        {
          key: "sites",
          value: asked === 0 ? "–" : t("of", { done: acknowledged, total: asked }),
          label: t("acknowledged", { total: asked }),
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
