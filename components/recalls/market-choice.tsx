import { useFormatter, useTranslations } from "next-intl";
import { CheckboxGroup } from "@/components/ui/checkbox-group";

type MarketChoiceProps = {
  /** ISO 3166 alpha-2. */
  readonly markets: readonly string[];
  readonly chosen: readonly string[];
  /** An authority has one market and no choice. */
  readonly fixed: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
  readonly error: string | undefined;
};

/** Countries by their names. */
export function MarketChoice({ markets, fixed, ...group }: MarketChoiceProps) {
  const t = useTranslations("recalls.form");
  const format = useFormatter();
  const name = (market: string) => format.displayName(market, { type: "region" }) ?? market;
  if (fixed) {
    return (
      <div>
        <p className="font-semibold">{t("markets")}</p>
        <p>{markets.map(name).join(", ")}</p>
        <p className="text-sm text-soft">{t("marketsFixed")}</p>
      </div>
    );
  }
  return (
    <CheckboxGroup
      {...group}
      label={t("markets")}
      choices={markets.map((value) => ({ value, label: name(value) }))}
    />
  );
}
