import { useTranslations } from "next-intl";
import { Timeline } from "@/components/ui/timeline";
import { useMonthAndCountry } from "./month-and-country";
import type { WayStep } from "./way";

/** What became of the pack, oldest first, to the month and the country. */
export function PackWay({ way }: { readonly way: readonly WayStep[] }) {
  const t = useTranslations("pack-page.way");
  const where = useMonthAndCountry("short");
  return (
    <Timeline
      steps={way.map((each) =>
        each.kind === "moved"
          ? { key: "moved", title: t("moved"), detail: t("movedDetail", { count: each.count }), hidden: true }
          : {
              key: each.step.eventId,
              title: t(`step.${each.name}`),
              detail: where(each.step.statement).join(" · "),
            },
      )}
    />
  );
}
