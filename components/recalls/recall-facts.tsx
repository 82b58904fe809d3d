import { useFormatter, useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import type { RecallView } from "@/lib/operations/view-recall";
import { scopeOf } from "./recall-input";

type RecallFactsProps = {
  readonly recall: RecallView;
  /** Who prepared it, of the asking organisation. */
  readonly preparedBy: string | null;
  readonly timeZone: string;
};

/** Word for word what a signature stands under. */
export function RecallFacts({ recall, preparedBy, timeZone }: RecallFactsProps) {
  const t = useTranslations("recalls");
  const format = useFormatter();
  const { batches, serials, markets, reason, preparedAt } = recall;
  const country = (market: string) => format.displayName(market, { type: "region" }) ?? market;
  const moment = format.dateTime(preparedAt, "moment", { timeZone });
  const items: readonly (Definition | null)[] = [
    ...batches.map(({ id, number, product, balance }) => {
      const scope = balance && scopeOf(balance);
      return {
        key: id,
        label: t("draft.scope"),
        value: (
          <>
            {product}, <Code group={0}>{number}</Code>
            {scope && (
              <span className="block text-sm text-soft">
                {t("draft.scopePacks", { packs: scope.packs, patients: scope.withPatients })}
              </span>
            )}
          </>
        ),
      };
    }),
    serials && { label: "", key: "serials", value: t("draft.serials", serials) },
    { label: t("draft.class"), value: t(`class.${recall.recall.class}`) },
    { label: t("draft.depth"), value: t(`depth.${recall.recall.depth}`) },
    { label: t("draft.markets"), value: markets.map(country).join(", ") },
    { label: t("draft.reason"), value: reason },
    {
      label: t("draft.prepared"),
      value: preparedBy === null ? moment : t("draft.preparedBy", { name: preparedBy, moment }),
    },
  ];
  return <DefinitionList look="ruled" items={items.filter((item) => item !== null)} />;
}
