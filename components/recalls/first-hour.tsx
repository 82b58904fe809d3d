import { useFormatter, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import type { FirstHour } from "./first-hour-facts";
import { Phone } from "./where-table";

/** Everything an office asks in the first hour of a recall, on one printed page. */
export function FirstHourSheet({
  facts,
  timeZone,
}: {
  readonly facts: FirstHour;
  readonly timeZone: string;
}) {
  const t = useTranslations("recalls");
  const format = useFormatter();
  const figure = (value: number) => format.number(value, "count");
  const day = (iso: string) => format.dateTime(new Date(`${iso}T12:00:00Z`), "day", { timeZone: "UTC" });
  const moment = (at: number) => format.dateTime(at, "moment", { timeZone });
  const country = (code: string) => format.displayName(code, { type: "region" }) ?? code;
  const countries = facts.countries.map(country).join(", ") || t("sheet.none");
  const batches = facts.batches
    .map(({ number, lastValidDay }) => t("sheet.batch", { number, day: day(lastValidDay) }))
    .join("; ");
  const makerPhone = facts.makerPhone ?? t("sheet.unknown");
  return (
    <article className="grid grid-cols-1 gap-6 print:gap-4 print:text-sm">
      <DefinitionList
        items={[
          { label: t("sheet.product"), value: <strong>{facts.product}</strong> },
          { label: t("sheet.pack"), value: facts.pack },
          { label: t("sheet.gtin"), value: <code>{facts.gtin}</code> },
          { label: t("sheet.maker"), value: facts.maker },
          { label: t("sheet.makerPhone"), value: <Phone number={facts.makerPhone} /> },
          { label: t("sheet.by"), value: `${facts.organisation}, ${moment(facts.signedAt)}` },
          { label: t("sheet.batches"), value: batches },
          { label: t("sheet.what"), value: facts.reason },
          {
            label: t("sheet.level"),
            value: `${t(`class.${facts.class}`)} · ${t(`depth.${facts.depth}`)}`,
          },
          {
            label: t("sheet.released"),
            value: `${figure(facts.released)} ${t("form.packs", { count: facts.released })}`,
          },
          {
            label: t("sheet.first"),
            value: facts.firstDelivery === null ? t("sheet.none") : moment(facts.firstDelivery),
          },
          { label: t("sheet.countries"), value: countries },
          { label: t("sheet.stock"), value: figure(facts.reachable) },
          {
            label: t("sheet.patients"),
            value: `${figure(facts.withPatients)} (${
              facts.patients.map(([city, count]) => t("sheet.patientsBy", { city, count })).join(", ") ||
              t("sheet.none")
            })`,
          },
          {
            label: t("sheet.unaffected"),
            value: `${t("sheet.unaffectedOf", { packs: facts.unaffected })}. ${t(`sheet.shortage.${facts.shortage}`)}`,
          },
        ]}
      />
      <Section title={t("sheet.contacts")}>
        <Table
          caption={t("sheet.contacts")}
          rows={facts.contacts}
          keyOf={({ site }) => site.id}
          columns={[
            { key: "holder", header: t("where.holder"), cell: ({ site }) => site.organisation },
            { key: "site", header: t("where.site"), cell: ({ site }) => `${site.name}, ${site.city}` },
            {
              key: "packs",
              header: t("where.packs"),
              numeric: true,
              cell: ({ packs }) => figure(packs),
            },
            { key: "phone", header: t("where.phone"), cell: ({ site }) => <Phone number={site.phone} /> },
          ]}
        />
      </Section>
      <Section title={t("sheet.alert")}>
        <p className="max-w-measure border-line border-s-4 ps-4">
          {t("sheet.alertText", {
            class: String(facts.class),
            product: facts.product,
            gtin: facts.gtin,
            batches,
            organisation: facts.organisation,
            reason: facts.reason,
            depth: facts.depth,
            packs: facts.released,
            patients: facts.withPatients,
            countries,
            phone: makerPhone,
          })}
        </p>
      </Section>
    </article>
  );
}
