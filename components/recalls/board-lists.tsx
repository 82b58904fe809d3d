import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { type Column, Table } from "@/components/ui/table";
import type {
  LostPack,
  NamedSite,
  RecalledPack,
  RecallWay,
  SupplyAttempt,
} from "@/lib/operations/recall-desk-ports";

const traceOf = (link: string) => `/trace?link=${encodeURIComponent(link)}` as Route;

/** Packs that nobody can account for; each leads to its trace. */
export function LostTable({
  packs,
  timeZone,
}: {
  readonly packs: readonly LostPack[];
  readonly timeZone: string;
}) {
  const t = useTranslations("recalls.lost");
  const format = useFormatter();
  const nameOf = (site: NamedSite | null) => (site ? `${site.organisation}, ${site.city}` : t("unknown"));
  const columns: readonly Column<LostPack>[] = [
    ...codeColumns<LostPack>(t("serial"), t("batch")),
    {
      key: "reported",
      header: t("reported"),
      quiet: true,
      cell: ({ reported }) => (reported ? format.dateTime(reported.at, "moment", { timeZone }) : "–"),
    },
    {
      key: "from",
      header: t("from"),
      quiet: true,
      cell: ({ reported }) =>
        reported ? t("way", { from: nameOf(reported.from), to: nameOf(reported.to) }) : "–",
    },
  ];
  return (
    <Table
      caption={t("caption")}
      columns={columns}
      rows={packs}
      keyOf={({ link }) => link}
      hrefOf={({ link }) => traceOf(link)}
      empty={t("none")}
    />
  );
}

/** Who still wanted to dispense a pack of it. */
export function AttemptTable({
  attempts,
  timeZone,
}: {
  readonly attempts: readonly SupplyAttempt[];
  readonly timeZone: string;
}) {
  const t = useTranslations("recalls.attempts");
  const format = useFormatter();
  const columns: readonly Column<SupplyAttempt>[] = [
    { key: "at", header: t("at"), cell: ({ at }) => format.dateTime(at, "moment", { timeZone }) },
    {
      key: "site",
      header: t("site"),
      cell: ({ site }) => (site ? `${site.organisation}, ${site.city}` : t("unnamed")),
    },
    { key: "serial", header: t("serial"), cell: ({ serial }) => <Code>{serial}</Code> },
  ];
  return (
    <Table
      caption={t("caption")}
      columns={columns}
      rows={attempts}
      keyOf={({ at, serial }) => `${at} ${serial}`}
      empty={t("none")}
    />
  );
}

/** One up, one down: from which site to which. */
export function WayTable({
  ways,
  timeZone,
}: {
  readonly ways: readonly RecallWay[];
  readonly timeZone: string;
}) {
  const t = useTranslations("recalls.ways");
  const others = useTranslations("recalls.where");
  const format = useFormatter();
  const nameOf = (site: NamedSite | null) => (site ? `${site.organisation}, ${site.city}` : others("others"));
  const columns: readonly Column<RecallWay>[] = [
    { key: "from", header: t("from"), cell: ({ from }) => nameOf(from) },
    { key: "to", header: t("to"), cell: ({ to }) => nameOf(to) },
    {
      key: "deliveries",
      header: t("deliveries"),
      numeric: true,
      cell: ({ deliveries }) => format.number(deliveries, "count"),
    },
    { key: "packs", header: t("packs"), numeric: true, cell: ({ packs }) => format.number(packs, "count") },
    {
      key: "last",
      header: t("last"),
      quiet: true,
      cell: ({ last }) => format.dateTime(last, "day", { timeZone }),
    },
  ];
  return (
    <Table
      caption={t("caption")}
      columns={columns}
      rows={ways}
      keyOf={({ from, to, last }) => `${from?.id} ${to?.id} ${last}`}
      empty={t("none")}
    />
  );
}

/** Packs that were made of recalled ones. */
export function ReplacedTable({ packs }: { readonly packs: readonly RecalledPack[] }) {
  const t = useTranslations("recalls");
  return (
    <Table
      caption={t("replaced.caption")}
      columns={codeColumns<RecalledPack>(t("lost.serial"), t("lost.batch"))}
      rows={packs}
      keyOf={({ link }) => link}
      hrefOf={({ link }) => traceOf(link)}
    />
  );
}

const codeColumns = <Pack extends RecalledPack>(serial: string, batch: string): readonly Column<Pack>[] => [
  { key: "serial", header: serial, cell: (pack) => <Code>{pack.serial}</Code> },
  { key: "batch", header: batch, cell: (pack) => <Code group={0}>{pack.batch}</Code> },
];
