import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Code } from "@/components/ui/code";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { TracedUnit } from "@/lib/operations/trace-unit";

/** What the unit is and where it stands, as far as the asking organisation may know. */
export function UnitHead({ unit }: { readonly unit: TracedUnit }) {
  const t = useTranslations("trace");
  const format = useFormatter();
  const { batch, product, serial, sscc } = unit;
  const rows: readonly (Definition | false)[] = [
    batch !== null && { label: t("batch"), value: <Code group={0}>{batch.number}</Code> },
    batch !== null && {
      label: t("expiry"),
      value: format.dateTime(new Date(`${batch.lastValidDay}T12:00:00Z`), "day", { timeZone: "UTC" }),
    },
    {
      label: t("state"),
      value: `${t(`registry.${unit.state}`)}${unit.ownDisposition ? `, ${t(`own.${unit.ownDisposition}`)}` : ""}`,
    },
    { label: t("where"), value: t(`standing.${unit.standing}`) },
  ];
  const publicPage = unit.gtin && serial ? `/01/${unit.gtin}/21/${encodeURIComponent(serial)}` : null;
  return (
    <>
      <PageHeader
        kicker={product ? `${product.name} ${product.strength}` : t("kicker.container")}
        title={<Code>{serial ?? sscc ?? ""}</Code>}
        actions={publicPage && <ButtonLink href={publicPage as Route}>{t("publicPage")}</ButtonLink>}
      />
      <div className="grid gap-5">
        {batch?.recall && (
          <Notice
            tone="caution"
            title={t("recalled")}
            action={<ButtonLink href={"/recalls" as Route}>{t("openRecalls")}</ButtonLink>}
          />
        )}
        {batch?.held && <Notice tone="caution" title={t("held")} />}
        {batch?.state === "PACKAGED" && <Notice title={t("unreleased")} />}
        {(unit.holds ?? []).map((hold) => (
          <Notice key={hold.id} tone="caution" title={t("holds")}>
            {hold.reason}
          </Notice>
        ))}
        <DefinitionList items={rows.filter((row) => row !== false)} />
      </div>
    </>
  );
}
