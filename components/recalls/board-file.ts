import { useTranslations } from "next-intl";
import { csvOf } from "@/lib/core/text/csv";
import type { RecallView } from "@/lib/operations/view-recall";
import type { PlaceNow } from "./places-now";

/** Where every pack is and what its site answered, as a file for a spreadsheet; times in UTC (ISO 8601). */
export function useBoardFile(): (recall: RecallView, places: readonly PlaceNow[]) => string {
  const t = useTranslations("recalls");
  return ({ responses }, places) =>
    csvOf([
      [
        t("where.holder"),
        t("where.site"),
        t("where.state"),
        t("where.packs"),
        t("where.phone"),
        t("where.answer"),
        t("answers.step"),
        t("answers.found"),
      ],
      ...places.map(({ site, to, bucket, count }) => {
        const at = to ?? site;
        const answer = at && responses.find(({ siteId }) => siteId === at.id);
        return [
          at?.organisation ?? t("where.others"),
          at ? `${at.name}, ${at.city}` : null,
          t(`bucket.${bucket}`),
          count,
          at?.phone ?? null,
          answer?.step ?? null,
          answer ? new Date(answer.since).toISOString() : null,
          answer?.acknowledged?.quantity ?? null,
        ];
      }),
    ]);
}
