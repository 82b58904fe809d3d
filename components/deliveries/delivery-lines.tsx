import type { Route } from "next";
import { useTranslations } from "next-intl";
import { StateLabel, type StateTone } from "@/components/ui/state-label";
import { type Column, Table } from "@/components/ui/table";
import type { DeliveryLine } from "@/lib/operations/ports";
import type { DeliveryView } from "@/lib/operations/view-delivery";
import { contentsOf, type Piece } from "./contents";
import { lineLevels } from "./line-levels";
import { Pieces } from "./pieces";
import { UnitCode } from "./unit-code";

const TONE: Record<DeliveryLine["state"], StateTone> = {
  expected: "progress",
  received: "live",
  missing: "caution",
};

/** Every outermost unit with what is in it and how it stands; a row leads to its trace. */
export function DeliveryLines({ view }: { readonly view: DeliveryView }) {
  const t = useTranslations("deliveries");
  const levels = lineLevels(view);
  const contents = contentsOf(view.units);
  const { state, lines } = view.delivery;
  const rows = lines.map((line, i) => ({
    ...line,
    level: levels[i] ?? "unit",
    pieces: contents.get(line.link) ?? ownPiece(line),
  }));
  const columns: readonly Column<(typeof rows)[number]>[] = [
    {
      key: "unit",
      header: t("columns.unit"),
      cell: ({ level, link }) => (
        <>
          {t(`level.${level}`)} <UnitCode link={link} />
        </>
      ),
    },
    {
      key: "holds",
      header: t("columns.holds"),
      cell: ({ pieces }) =>
        pieces.length > 0 ? (
          <Pieces pieces={pieces} />
        ) : (
          <span className="text-soft">{t("detail.holdsNothing")}</span>
        ),
    },
    { key: "packs", header: t("columns.packs"), numeric: true, cell: ({ packCount }) => packCount },
    {
      key: "state",
      header: t("columns.state"),
      cell: ({ state: of }) =>
        state === "VOIDED" ? (
          <StateLabel>{t("state.VOIDED")}</StateLabel>
        ) : (
          <StateLabel tone={TONE[of]}>{t(`lineState.${of}`)}</StateLabel>
        ),
    },
  ];
  return (
    <Table
      caption={t("detail.lines")}
      columns={columns}
      rows={rows}
      keyOf={({ link }) => link}
      hrefOf={({ link }) => `/trace?link=${encodeURIComponent(link)}` as Route}
    />
  );
}

/** A loose pack says what it is even when the tree is not told any more. */
const ownPiece = ({ kind, product, batch }: DeliveryLine): readonly Piece[] =>
  kind === "sgtin" && product !== null && batch !== null
    ? [{ product, batch, lastValidDay: null, count: 1 }]
    : [];
