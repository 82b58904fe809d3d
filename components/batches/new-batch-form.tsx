"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { Refusal } from "@/lib/core/refusal";
import { post } from "@/lib/web/client";
import { ExpiryFields } from "./expiry-fields";
import {
  EMPTY_BATCH,
  expiryOf,
  type Fault,
  type Field,
  faultsOf,
  fieldOf,
  type NewBatchInput,
} from "./new-batch";

type NewBatchFormProps = {
  readonly products: readonly { readonly id: string; readonly label: string }[];
  /** YYYY-MM-DD at the active site. */
  readonly today: string;
};

/** Errors stand at their fields; what was typed stays. */
export function NewBatchForm({ products, today }: NewBatchFormProps) {
  const t = useTranslations("batches.form");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [input, setInput] = useState<NewBatchInput>({
    ...EMPTY_BATCH,
    productId: products.length === 1 ? (products[0]?.id ?? "") : "",
  });
  const [faults, setFaults] = useState<Partial<Record<Field, Fault>>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  const refused = refusal && fieldOf(refusal.code);
  function change(part: Partial<NewBatchInput>, field: Field) {
    setInput((before) => ({ ...before, ...part }));
    setFaults(({ [field]: _corrected, ...others }) => others);
    if (refused === field) setRefusal(null);
  }
  function errorOf(field: Field): string | undefined {
    const fault = faults[field];
    if (fault === "missing") return t(`missing.${field}`);
    if (fault) return t(fault);
    return refused === field ? `${refusal?.message} ${refusal?.next}` : undefined;
  }
  // After the errors are drawn: the first field that is wrong takes the cursor and says what is wrong.
  const focusFirst = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = faultsOf(input, today);
    setFaults(found);
    setRefusal(null);
    const expiry = expiryOf(input, today);
    if (Object.keys(found).length > 0 || expiry === null) return focusFirst();
    setBusy(true);
    const created = await post<{ batchId: string }>("/api/v1/batches", {
      productId: input.productId,
      number: input.number,
      expiryPrinted: expiry.yymmdd,
      plannedSize: Number(input.plannedSize),
    });
    if (created.ok) return router.push(`/batches/${created.value.batchId}` as Route);
    setBusy(false);
    setRefusal(created.refusal);
    focusFirst();
  }

  const count = Object.keys(faults).length;
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid max-w-140 gap-6">
      {count > 0 && <Notice live tone="caution" title={t("summary", { count })} />}
      {refusal && refused === null && (
        <Notice live tone="caution" title={t("failed")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
      <SelectField
        label={t("product")}
        placeholder={t("productChoose")}
        options={products.map(({ id, label }) => ({ value: id, label }))}
        value={input.productId}
        onChange={({ target }) => change({ productId: target.value }, "product")}
        error={errorOf("product")}
      />
      <TextField
        code
        label={t("number")}
        hint={t("numberHint")}
        value={input.number}
        onChange={({ target }) => change({ number: target.value }, "number")}
        error={errorOf("number")}
      />
      <ExpiryFields
        input={input}
        today={today}
        onChange={(part) => change(part, "expiry")}
        error={errorOf("expiry")}
      />
      <TextField
        label={t("plannedSize")}
        hint={t("plannedSizeHint")}
        inputMode="numeric"
        autoComplete="off"
        className="max-w-40"
        value={input.plannedSize}
        onChange={({ target }) => change({ plannedSize: target.value }, "plannedSize")}
        error={errorOf("plannedSize")}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy}>
          {t("submit")}
        </Button>
        <ButtonLink variant="quiet" href={"/batches" as Route}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}
