"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { LABEL_FORMATS, type LabelFormat, perPage } from "./label-formats";

type PrinterChoiceProps = {
  readonly format: LabelFormat;
  readonly onFormat: (format: LabelFormat) => void;
  /** As typed. */
  readonly startAt: string;
  readonly onStartAt: (startAt: string) => void;
};

/** The first free label, from 1; null for anything that is no place on the sheet. */
export const startPlace = (startAt: string, format: LabelFormat): number | null =>
  format.rows === 1
    ? 1
    : /^[1-9]\d?$/.test(startAt) && Number(startAt) <= perPage(format)
      ? Number(startAt)
      : null;

export function PrinterChoice({ format, onFormat, startAt, onStartAt }: PrinterChoiceProps) {
  const t = useTranslations("labels.printer");
  const most = String(perPage(format));
  return (
    <div className="grid gap-5">
      <SelectField
        label={t("label")}
        hint={t("hint")}
        options={LABEL_FORMATS.map(({ key }) => ({ value: key, label: t(key) }))}
        value={format.key}
        onChange={({ target }) => {
          const chosen = LABEL_FORMATS.find(({ key }) => key === target.value);
          if (chosen) onFormat(chosen);
        }}
      />
      {format.rows > 1 && (
        <TextField
          label={t("startAt")}
          hint={t("startAtHint", { most })}
          inputMode="numeric"
          autoComplete="off"
          className="max-w-28"
          value={startAt}
          error={startPlace(startAt, format) === null ? t("startAtFault", { most }) : undefined}
          onChange={({ target }) => onStartAt(target.value)}
        />
      )}
    </div>
  );
}
