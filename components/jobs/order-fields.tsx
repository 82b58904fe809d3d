import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import type { ListKind } from "./start-form";

/** States that are undone within ten days, and the check-out for repacking. Locks have a kind of their own. */
export const UNDOES = ["SUPPLIED", "EXPORTED", "SAMPLE", "FREE_SAMPLE", "CHECKED_OUT"] as const;

/** Packs that are out for repacking never left. */
export const asksDeclaration = (undoes: (typeof UNDOES)[number]): boolean => undoes !== "CHECKED_OUT";

/** What some kinds ask besides their list. */
export type Besides = {
  readonly undoes: (typeof UNDOES)[number];
  readonly declaredNotHandedOver: boolean;
  /** Id; empty: nobody yet. */
  readonly witness: string;
};

type OrderFieldsProps = {
  readonly kind: ListKind;
  readonly besides: Besides;
  readonly onChange: (besides: Besides) => void;
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  readonly error: string | undefined;
};

export function OrderFields({ kind, besides, onChange, colleagues, error }: OrderFieldsProps) {
  const t = useTranslations("jobs.form");
  if (kind === "destroy") {
    return (
      <SelectField
        label={t("witness")}
        hint={t("witnessHint")}
        error={error}
        placeholder={t("witnessChoose")}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={besides.witness}
        onChange={({ target }) => onChange({ ...besides, witness: target.value })}
      />
    );
  }
  if (kind !== "undo") return null;
  return (
    <>
      <SelectField
        label={t("undoes")}
        options={UNDOES.map((value) => ({ value, label: t(`undo.${value}`) }))}
        value={besides.undoes}
        onChange={({ target }) =>
          onChange({
            ...besides,
            undoes: UNDOES.find((one) => one === target.value) ?? besides.undoes,
          })
        }
      />
      {asksDeclaration(besides.undoes) && (
        <div>
          {error && (
            <p role="alert" className="font-semibold">
              {error}
            </p>
          )}
          <Checkbox
            label={t("declared")}
            hint={t("declaredHint")}
            checked={besides.declaredNotHandedOver}
            {...(error ? { "aria-invalid": true as const } : {})}
            onChange={({ target }) => onChange({ ...besides, declaredNotHandedOver: target.checked })}
          />
        </div>
      )}
    </>
  );
}
