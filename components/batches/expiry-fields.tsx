"use client";

import { CircleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { dayWords, monthWords } from "./expiry-words";
import { expiryOf, type NewBatchInput } from "./new-batch";

type ExpiryFieldsProps = {
  readonly input: NewBatchInput;
  readonly today: string;
  readonly onChange: (part: Partial<Pick<NewBatchInput, "year" | "month" | "day">>) => void;
  readonly error: ReactNode;
};

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** Day, month and year apart, the month as a word: no date that can be read in two ways is ever typed. */
export function ExpiryFields({ input, today, onChange, error }: ExpiryFieldsProps) {
  const t = useTranslations("batches.form");
  const format = useFormatter();
  const id = useId();
  const expiry = expiryOf(input, today);
  const invalid = error ? { "aria-invalid": true as const } : {};
  const described = [`${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    // Named without a legend: it would sit on the border, and the bar of an error is that border.
    <fieldset
      aria-labelledby={`${id}-label`}
      aria-describedby={described}
      className={classNames("min-w-0", error ? "border-ink border-s-4 ps-3" : null)}
    >
      <p id={`${id}-label`} className="font-semibold">
        {t("expiry")}
      </p>
      <p id={`${id}-hint`} className="mt-1.5 text-sm text-soft">
        {t("expiryHint")}
      </p>
      {error && (
        <p id={`${id}-error`} className="mt-1.5 flex items-start gap-2 font-semibold">
          <CircleAlert aria-hidden className="mt-0.5 size-5" />
          {error}
        </p>
      )}
      <div className="mt-3 grid grid-cols-[4.5rem_minmax(0,1fr)_6rem] gap-3">
        <TextField
          {...invalid}
          label={t("day")}
          inputMode="numeric"
          maxLength={2}
          autoComplete="off"
          value={input.day}
          onChange={({ target }) => onChange({ day: target.value })}
        />
        <SelectField
          {...invalid}
          label={t("month")}
          placeholder={t("monthChoose")}
          options={MONTHS.map((month) => ({
            value: String(month),
            label: format.dateTime(new Date(Date.UTC(2026, month - 1, 15)), {
              month: "long",
              timeZone: "UTC",
            }),
          }))}
          value={input.month}
          onChange={({ target }) => onChange({ month: target.value })}
        />
        <TextField
          {...invalid}
          label={t("year")}
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          value={input.year}
          onChange={({ target }) => onChange({ year: target.value })}
        />
      </div>
      {/* Always there, so that nothing below jumps while the date is typed. */}
      <p aria-live="polite" className="mt-2 min-h-[2.9em] text-sm">
        {expiry &&
          (expiry.dayGiven
            ? t("preview", { day: dayWords(expiry.lastValidDay, format), printed: expiry.yymmdd })
            : t("previewMonth", {
                month: monthWords(expiry.lastValidDay, format),
                day: dayWords(expiry.lastValidDay, format),
                printed: expiry.yymmdd,
              }))}
      </p>
    </fieldset>
  );
}
