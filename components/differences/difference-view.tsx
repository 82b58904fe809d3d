import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { DeliveryView } from "@/lib/operations/view-delivery";
import { Becomes, type BecomesProps } from "./becomes";
import { NoteForm } from "./note-form";
import { Thread } from "./thread";
import { UnitName } from "./unit-name";

type DifferenceViewProps = BecomesProps & { readonly view: DeliveryView };

/** One difference with both sides' words: what was announced and found, what becomes of it, who said what. */
export function DifferenceView({ view, ...becomes }: DifferenceViewProps) {
  const t = useTranslations("differences");
  const format = useFormatter();
  const { difference, side, partner, mayAnswer, timeZone } = becomes;
  const { kind, link, quantity, note, raisedAt, id } = difference;
  const { delivery, units } = view;
  const unit = [...delivery.lines.map((line) => ({ ...line, id: line.link })), ...units].find(
    (one) => one.id === link && one.product,
  );
  const when = format.dateTime(raisedAt, "moment", { timeZone });
  return (
    <>
      <PageHeader
        kicker={
          <Link href={`/deliveries/${delivery.id}` as Route} className="link">
            {t(side === "receiver" ? "page.from" : "page.to", { advice: delivery.despatchAdvice, partner })}
          </Link>
        }
        title={t.rich(`what.${kind}`, { what: () => <UnitName link={link} quantity={quantity} /> })}
      />
      <DefinitionList
        items={[
          ...(unit?.product
            ? [
                {
                  label: t("page.product"),
                  value: unit.batch
                    ? t("page.productLine", { product: unit.product, batch: unit.batch })
                    : unit.product,
                },
              ]
            : []),
          { label: t("page.announced"), value: t(`announced.${kind}`) },
          { label: t("page.found"), value: t(`found.${kind}`) },
          {
            label: t("page.reported"),
            value: side === "receiver" ? when : t("page.reportedBy", { when, partner }),
          },
          ...(note === "" ? [] : [{ label: t("page.remark"), value: note }]),
        ]}
      />
      <Section title={t("page.what")}>
        <Becomes {...becomes} />
      </Section>
      <Section title={t("page.talk")}>
        <div className="max-w-140">
          <Thread difference={difference} side={side} partner={partner} timeZone={timeZone} />
        </div>
        {mayAnswer && (
          <div className="mt-6">
            <NoteForm id={id} partner={partner} />
          </div>
        )}
      </Section>
    </>
  );
}
