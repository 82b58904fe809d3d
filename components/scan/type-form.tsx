"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { localDay } from "@/lib/scan/local-day";
import { type TypedFault, type TypedField, typedPack, typedSscc } from "@/lib/scan/typed";
import { PackDrawing } from "./pack-drawing";

export type TypeFormProps = {
  readonly onRaw: (raw: string) => void;
};

const fields: readonly TypedField[] = ["gtin", "serial", "batch", "expiry"];

const textOf = (form: HTMLFormElement, name: string) => String(new FormData(form).get(name) ?? "");

/** Moves to the first field that is wrong, as a screen reader would want it. */
function focusField(form: HTMLFormElement, name: string) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.focus();
}

/** Four labelled fields, never one raw string. What was typed stays when something is wrong with it. */
export function TypePackForm({ onRaw }: TypeFormProps) {
  const t = useTranslations("scan.type");
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Readonly<Partial<Record<TypedField, TypedFault>>>>({});

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!form.current) return;
    const [gtin = "", serial = "", batch = "", expiry = ""] = fields.map((name) =>
      form.current ? textOf(form.current, name) : "",
    );
    const typed = typedPack({ gtin, serial, batch, expiry }, localDay(new Date()));
    setFaults(typed.ok ? {} : typed.faults);
    if (typed.ok) return onRaw(typed.raw);
    const first = fields.find((name) => typed.faults[name] !== undefined);
    if (first) focusField(form.current, first);
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-5">
      <div className="grid gap-4 sm:grid-cols-[1fr_minmax(12rem,20rem)] sm:items-start">
        <div>
          <h3 className="font-semibold">{t("packTitle")}</h3>
          <p className="mt-1 text-sm text-soft">{t("packLead")}</p>
        </div>
        <PackDrawing />
      </div>
      <div className="grid items-end gap-5 sm:grid-cols-2">
        {fields.map((name) => {
          const fault = faults[name];
          return (
            <TextField
              key={name}
              name={name}
              code
              label={t(name)}
              hint={t(`${name}Hint`)}
              optional={name === "batch" || name === "expiry"}
              inputMode={name === "gtin" ? "numeric" : "text"}
              autoFocus={name === "gtin"}
              {...(fault ? { error: t(`fault.${fault}`) } : {})}
            />
          );
        })}
      </div>
      <div>
        <Button type="submit" variant="primary">
          {t("submitPack")}
        </Button>
      </div>
    </form>
  );
}

/** The number of a logistic label. */
export function TypeSsccForm({ onRaw }: TypeFormProps) {
  const t = useTranslations("scan.type");
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<TypedFault | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!form.current) return;
    const typed = typedSscc(textOf(form.current, "sscc"));
    setFault(typed.ok ? null : typed.fault);
    if (typed.ok) return onRaw(typed.raw);
    focusField(form.current, "sscc");
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="grid max-w-lg gap-5">
      <TextField
        name="sscc"
        code
        autoFocus
        label={t("sscc")}
        hint={t("ssccHint")}
        inputMode="numeric"
        {...(fault ? { error: t(`fault.${fault}`) } : {})}
      />
      <div>
        <Button type="submit" variant="primary">
          {t("submitSscc")}
        </Button>
      </div>
    </form>
  );
}
