import { useFormatter, useTranslations } from "next-intl";
import { Timeline } from "@/components/ui/timeline";
import type { HistoryStep } from "./history";

type DeliveryHistoryProps = {
  readonly steps: readonly HistoryStep[];
  readonly open: boolean;
  readonly sender: string;
  readonly timeZone: string;
};

/** Newest first; what has not happened yet stands first and open. */
export function DeliveryHistory({ steps, open, sender, timeZone }: DeliveryHistoryProps) {
  const t = useTranslations("deliveries.detail");
  const format = useFormatter();
  const pending = { key: "pending", title: t("notYet"), detail: t("notYetDetail", { sender }), hidden: true };
  return (
    <Timeline
      steps={[
        ...(open ? [pending] : []),
        ...steps.map(({ step, at, by, site, leafIndex }) => ({
          key: step,
          title: t(`event.${step}`),
          detail: [
            by && site ? t("by", { person: by, site }) : by,
            leafIndex === null ? t("recorded") : t("logged", { index: leafIndex }),
          ]
            .filter(Boolean)
            .join(" · "),
          aside: format.dateTime(at, "moment", { timeZone }),
        })),
      ]}
    />
  );
}
