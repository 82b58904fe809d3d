"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

type GenerateFormProps = {
  /** What is still planned. */
  readonly suggested: number;
  readonly onGenerate: (count: number) => void;
};

const MOST = 100_000;

/** For makers without a line that numbers: Packproof draws the serials. */
export function GenerateForm({ suggested, onGenerate }: GenerateFormProps) {
  const t = useTranslations("batches.commission");
  const [typed, setTyped] = useState(suggested > 0 ? String(Math.min(suggested, MOST)) : "");
  const [wrong, setWrong] = useState(false);
  const count = /^[1-9]\d{0,6}$/.test(typed) && Number(typed) <= MOST ? Number(typed) : null;
  return (
    <form
      className="grid justify-items-start gap-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(count === null);
        if (count !== null) onGenerate(count);
      }}
    >
      <TextField
        label={t("count")}
        hint={t("countHint")}
        inputMode="numeric"
        autoComplete="off"
        className="max-w-40"
        value={typed}
        error={wrong && count === null ? t("countMissing", { max: MOST }) : undefined}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" variant="primary">
        {count === null ? t("generate") : t("make", { count })}
      </Button>
    </form>
  );
}
