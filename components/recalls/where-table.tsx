import { useFormatter, useTranslations } from "next-intl";
import { type Column, Table } from "@/components/ui/table";
import type { NamedSite } from "@/lib/operations/recall-desk-ports";
import type { SiteResponse } from "@/lib/operations/view-recall";
import { needsChasing } from "./chase";
import { isFetched, type PlaceNow } from "./places-now";

type WhereTableProps = {
  readonly places: readonly PlaceNow[];
  readonly responses: readonly SiteResponse[];
  readonly now: number;
  readonly timeZone: string;
};

/** From then on the day says more than the minute. */
const DAY_MS = 86_400_000;

/** Where the packs are, whom to call there, and what they have answered. */
export function WhereTable({ places, responses, now, timeZone }: WhereTableProps) {
  const t = useTranslations("recalls");
  const format = useFormatter();
  const answerOf = (at: NamedSite | null) => at && responses.find(({ siteId }) => siteId === at.id);
  const columns: readonly Column<PlaceNow>[] = [
    {
      key: "site",
      header: t("where.site"),
      cell: ({ site, bucket }) => {
        if (site === null) return t("where.others");
        return bucket === "in-transit" ? t("where.road") : `${site.name}, ${site.city}`;
      },
    },
    {
      key: "holder",
      header: t("where.holder"),
      quiet: true,
      cell: ({ site, to }) => {
        if (site === null) return "–";
        return to === null
          ? site.organisation
          : t("where.roadTo", { from: site.organisation, to: to.organisation, city: to.city });
      },
    },
    {
      key: "packs",
      header: t("where.packs"),
      numeric: true,
      cell: ({ count }) => <span className="font-semibold">{format.number(count, "count")}</span>,
    },
    {
      key: "state",
      header: t("where.state"),
      quiet: true,
      cell: ({ bucket }) => t(`bucket.${bucket}`),
    },
    {
      key: "answer",
      header: t("where.answer"),
      cell: ({ site, to, bucket }) => {
        const answer = isFetched(bucket) ? answerOf(to ?? site) : null;
        if (!answer) return <span className="text-soft">–</span>;
        const { step, since } = answer;
        if (needsChasing(answer, now))
          return <span className="font-semibold text-stop-ink">{t("answers.lateChase")}</span>;
        const time = format.dateTime(since, now - since < DAY_MS ? "time" : "day", { timeZone });
        return t(`answers.short.${step}`, { time });
      },
    },
    {
      key: "phone",
      header: t("where.phone"),
      cell: ({ site, to, bucket }) => (
        <Phone number={isFetched(bucket) ? ((to ?? site)?.phone ?? null) : null} />
      ),
    },
  ];
  return <Table caption={t("where.caption")} columns={columns} rows={places} keyOf={({ key }) => key} />;
}

/** One touch on a phone calls. */
export function Phone({ number }: { readonly number: string | null }) {
  if (number === null) return <span className="text-soft">–</span>;
  return (
    <a href={`tel:${number.replaceAll(" ", "")}`} dir="ltr" className="whitespace-nowrap underline">
      {number}
    </a>
  );
}
