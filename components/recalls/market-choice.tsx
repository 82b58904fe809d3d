import { CircleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";

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
export function MarketChoice({ markets, chosen, fixed, onChange, error }: MarketChoiceProps) {
  const t = useTranslations("recalls.form");
  const format = useFormatter();
  const id = useId();
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
    <fieldset
      aria-describedby={error ? id : undefined}
      className={classNames("min-w-0", error && "border-ink border-s-4 ps-3")}
    >
      <legend className="font-semibold">{t("markets")}</legend>
      {error && (
        <p id={id} className="mt-1.5 flex items-start gap-2 font-semibold">
          <CircleAlert aria-hidden className="mt-0.5 size-5" />
          {error}
        </p>
      )}
      <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {markets.map((market) => (
          <Checkbox
            key={market}
            label={name(market)}
            checked={chosen.includes(market)}
            {...(error ? { "aria-invalid": true as const } : {})}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, market] : chosen.filter((other) => other !== market))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
