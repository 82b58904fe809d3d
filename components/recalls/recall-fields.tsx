import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceField } from "@/components/ui/choice-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { RECALL_DEPTHS, type RecallClass } from "@/lib/core/pack/axes";
import { policyOf } from "@/lib/core/policy/market-policy";
import { MarketChoice } from "./market-choice";
import type { RecallableBatch, RecallField, RecallInput } from "./recall-input";

const CLASSES = [1, 2, 3, 4] as const satisfies readonly RecallClass[];

type RecallFieldsProps = {
  readonly input: RecallInput;
  readonly number: string;
  readonly others: readonly RecallableBatch[];
  readonly markets: readonly string[];
  readonly authorityOf: string | null;
  readonly errorOf: (field: RecallField) => string | undefined;
  readonly onChange: (part: Partial<RecallInput>) => void;
  /** Under the text for patients, where the screen is narrow. */
  readonly preview: ReactNode;
};

/** The questions of a recall, in the order in which they are answered: danger, depth, where, why, in what words. */
export function RecallFields(props: RecallFieldsProps) {
  const { input, number, markets, authorityOf, errorOf, onChange } = props;
  const t = useTranslations("recalls");
  const hoursOf = (recallClass: RecallClass) => {
    const hours = policyOf(input.markets[0] ?? markets[0] ?? "").recallHours[recallClass];
    if (hours === null) return t("classHint.never");
    return hours === 0 ? t("classHint.atOnce") : t("classHint.within", { hours });
  };
  return (
    <>
      <ChoiceField
        label={t("form.class")}
        choices={CLASSES.map((value) => ({
          value: `${value}` as const,
          label: t(`class.${value}`),
          hint: hoursOf(value),
        }))}
        value={input.class}
        onChange={(value) => onChange({ class: value })}
        error={errorOf("class")}
      />
      <ChoiceField
        label={t("form.depth")}
        choices={RECALL_DEPTHS.toReversed().map((value) => ({
          value,
          label: t(`depth.${value}`),
          hint: t(`depthHint.${value}`),
        }))}
        value={input.depth}
        onChange={(depth) => onChange({ depth })}
        error={errorOf("depth")}
      />
      <MarketChoice
        markets={markets}
        chosen={input.markets}
        fixed={authorityOf !== null}
        onChange={(chosen) => onChange({ markets: chosen })}
        error={errorOf("markets")}
      />
      <TextAreaField
        label={t("form.reason")}
        hint={t("form.reasonHint")}
        rows={3}
        maxLength={1000}
        value={input.reason}
        onChange={({ target }) => onChange({ reason: target.value })}
        error={errorOf("reason")}
      />
      {input.depth !== "wholesale" && input.depth !== "pharmacy" && (
        <TextAreaField
          optional
          label={t("form.text")}
          hint={t("form.textHint")}
          rows={4}
          maxLength={500}
          value={input.publicText}
          onChange={({ target }) => onChange({ publicText: target.value })}
        />
      )}
      {props.preview}
      <WhichPacks {...props} />
      <TextField
        code
        label={t("form.confirm")}
        hint={t("form.confirmHint", { number })}
        className="max-w-60"
        value={input.confirm}
        onChange={({ target }) => onChange({ confirm: target.value })}
        error={errorOf("confirm")}
      />
    </>
  );
}

/** More than the batch, or less. */
function WhichPacks({ input, others, errorOf, onChange }: RecallFieldsProps) {
  const t = useTranslations("recalls");
  const format = useFormatter();
  const { serials } = input;
  return (
    <div className="grid gap-4">
      {others.length > 0 && serials === null && (
        <fieldset className="min-w-0">
          <legend className="font-semibold">{t("form.others")}</legend>
          <p className="text-sm text-soft">{t("form.othersHint")}</p>
          <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
            {others.map(({ id, number, packs }) => (
              <Checkbox
                key={id}
                label={<code>{number}</code>}
                hint={`${format.number(packs, "count")} ${t("form.packs", { count: packs })}`}
                checked={input.others.includes(id)}
                onChange={({ target }) =>
                  onChange({
                    others: target.checked
                      ? [...input.others, id]
                      : input.others.filter((other) => other !== id),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      <Checkbox
        label={t("form.range")}
        hint={t("form.rangeHint")}
        checked={serials !== null}
        onChange={({ target }) => onChange({ serials: target.checked ? { from: "", to: "" } : null })}
      />
      {serials && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            code
            label={t("form.from")}
            value={serials.from}
            onChange={({ target }) => onChange({ serials: { ...serials, from: target.value } })}
            error={errorOf("serials")}
          />
          <TextField
            code
            label={t("form.to")}
            value={serials.to}
            onChange={({ target }) => onChange({ serials: { ...serials, to: target.value } })}
          />
        </div>
      )}
    </div>
  );
}
