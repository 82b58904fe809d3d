import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import type { DeliveryView, Side } from "@/lib/operations/view-delivery";
import { contentsOf } from "./contents";
import { lineLevels } from "./line-levels";
import { Pieces } from "./pieces";
import { SsccBarcode } from "./sscc-barcode";
import { UnitCode } from "./unit-code";

type DeliveryNoteProps = {
  readonly view: DeliveryView;
  readonly timeZone: string;
  /** "10 cases (240 packs)". */
  readonly total: string;
};

/** The paper that travels with the goods: both parties, every unit with its label, totals, a place to sign. */
export function DeliveryNote({ view, timeZone, total }: DeliveryNoteProps) {
  const t = useTranslations("deliveries");
  const format = useFormatter();
  const { delivery, sender, receiver, units } = view;
  const levels = lineLevels(view);
  const contents = contentsOf(units);
  return (
    <article className="hidden print:block" aria-label={t("note.title")}>
      {delivery.state === "VOIDED" && <p className="mb-4 border-2 p-3 font-bold">{t("note.voided")}</p>}
      <div className="flex items-start justify-between gap-8">
        <div>
          <p className="font-bold text-xl">{t("note.title")}</p>
          <p className="font-mono text-lg">{delivery.despatchAdvice}</p>
        </div>
        <Logo />
      </div>
      <dl className="mt-6 grid grid-cols-2 gap-x-8 gap-y-4">
        <Party label={t("note.sender")} side={sender} />
        <Party label={t("note.receiver")} side={receiver} />
        <Fact label={t("note.date")}>{format.dateTime(delivery.shippedAt, "moment", { timeZone })}</Fact>
        <Fact label={t("note.order")}>{delivery.orderNumber ?? t("detail.facts.noOrder")}</Fact>
      </dl>
      <table className="mt-6 w-full border-collapse text-sm">
        <thead>
          <tr>
            {(["position", "unit", "contents", "packs"] as const).map((key) => (
              <th
                key={key}
                scope="col"
                className={`border-line border-b py-2 pe-3 font-semibold last:pe-0 ${key === "packs" ? "text-end" : "text-start"}`}
              >
                {t(`note.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {delivery.lines.map((line, i) => (
            <tr key={line.link} className="border-line border-b align-top">
              <td className="py-3 pe-3">{i + 1}</td>
              <td className="py-3 pe-3">
                <span className="mb-1 block">{t(`level.${levels[i] ?? "unit"}`)}</span>
                {line.sscc === null ? <UnitCode link={line.link} /> : <SsccBarcode sscc={line.sscc} />}
              </td>
              <td className="py-3 pe-3">
                <Pieces pieces={contents.get(line.link) ?? []} />
              </td>
              <td className="py-3 text-end">{format.number(line.packCount, "count")}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <td colSpan={3} className="py-3 pe-3">
              {t("note.total")}: {total}
            </td>
            <td className="py-3 text-end">{format.number(delivery.packCount, "count")}</td>
          </tr>
        </tfoot>
      </table>
      <p className="mt-4 text-sm">{t("note.foot")}</p>
      <p className="mt-12 w-[80mm] border-ink border-t pt-1 text-sm">{t("note.received")}</p>
      {sender?.gln.startsWith("952") && <p className="mt-6 text-sm">{t("note.example")}</p>}
    </article>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Party({ label, side }: { readonly label: string; readonly side: Side | null }) {
  const t = useTranslations("deliveries");
  return (
    <Fact label={label}>
      {side === null ? (
        t("detail.unknownParty")
      ) : (
        <>
          <span className="block font-semibold">{side.organisation}</span>
          <span className="block">
            {side.site}, {side.city}
          </span>
          <span className="block font-mono text-sm">{t("note.gln", { gln: side.gln })}</span>
        </>
      )}
    </Fact>
  );
}
