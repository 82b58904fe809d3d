import { useFormatter, useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import type { BatchLine } from "@/lib/operations/desk-ports";
import { dayWords, isMonthOnly, monthWords } from "./expiry-words";

type BatchFactsProps = {
  readonly batch: BatchLine;
  readonly timeZone: string;
  /** Without what the page says elsewhere. */
  readonly short?: boolean;
};

/** What was fixed when the batch was planned. */
export function BatchFacts({ batch, timeZone, short = false }: BatchFactsProps) {
  const t = useTranslations("batches.facts");
  const format = useFormatter();
  const { lastValidDay, expiryPrinted } = batch;
  const items: readonly Definition[] = [
    ...(short ? [] : [{ label: t("product"), value: `${batch.product} ${batch.strength}` }]),
    { label: t("gtin"), value: <Code group={0}>{batch.gtin}</Code> },
    { label: t("number"), value: <Code group={0}>{batch.number}</Code> },
    { label: t("expiry"), value: dayWords(lastValidDay, format) },
    {
      label: t("printed"),
      value: isMonthOnly(expiryPrinted)
        ? t("printedMonth", { code: expiryPrinted, month: monthWords(lastValidDay, format) })
        : expiryPrinted,
    },
    { label: t("planned"), value: t("plannedPacks", { count: batch.plannedSize }) },
    {
      label: t("caseSize"),
      value: batch.caseSize === null ? t("caseSizeNone") : format.number(batch.caseSize, "count"),
    },
    ...(short
      ? []
      : [
          {
            label: t("released"),
            value:
              batch.releasedAt === null
                ? t("notYet")
                : format.dateTime(batch.releasedAt, "moment", { timeZone }),
          },
        ]),
  ];
  return <DefinitionList look="ruled" items={items} />;
}
