"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import type { Refusal } from "@/lib/core/refusal";
import type { Prepared } from "@/lib/operations/prepare-recall";
import { post } from "@/lib/web/client";
import { PatientPreview } from "./patient-preview";
import { RecallFields } from "./recall-fields";
import {
  bodyOf,
  faultsOf,
  fieldOf,
  type RecallableBatch,
  type RecallField,
  type RecallInput,
} from "./recall-input";
import { ScopeLine } from "./scope-line";

type RecallFormProps = {
  readonly product: string;
  readonly batch: RecallableBatch;
  /** Of the same product; they may be recalled with it. */
  readonly others: readonly RecallableBatch[];
  readonly markets: readonly string[];
  /** The market of the authority that asks; null: the maker does. */
  readonly authorityOf: string | null;
};

/** A recall is written beside what it means: the scope and the patient's page stand in sight. Errors keep what was typed. */
export function RecallForm({ product, batch, others, markets, authorityOf }: RecallFormProps) {
  const t = useTranslations("recalls.form");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [input, setInput] = useState<RecallInput>({
    class: null,
    depth: null,
    markets: markets.length === 1 ? markets : [],
    reason: "",
    publicText: "",
    others: [],
    serials: null,
    confirm: "",
  });
  const [faults, setFaults] = useState<readonly RecallField[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  const refused = refusal && fieldOf(refusal.code);
  function change(part: Partial<RecallInput>) {
    setInput((before) => ({ ...before, ...part }));
    setFaults((before) => before.filter((field) => !(field in part)));
    if (refused && refused in part) setRefusal(null);
  }
  function errorOf(field: RecallField): string | undefined {
    if (faults.includes(field)) return t(`missing.${field}`);
    return refused === field ? `${refusal?.message} ${refusal?.next}` : undefined;
  }
  // After the errors are drawn: the first field that is wrong takes the cursor and says what is wrong.
  const focusFirst = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = faultsOf(input, batch.number);
    setFaults(found);
    setRefusal(null);
    if (found.length > 0) return focusFirst();
    setBusy(true);
    const prepared = await post<Prepared>("/api/v1/recalls", bodyOf(batch.id, input));
    if (prepared.ok) return router.push(`/recalls/${prepared.value.recallId}` as Route);
    setBusy(false);
    setRefusal(prepared.refusal);
    focusFirst();
  }

  const recalled = [batch, ...others.filter(({ id }) => input.serials === null && input.others.includes(id))];
  const depth = input.depth ?? "patient";
  const preview = (
    <figure>
      <figcaption className="mb-3">
        <span className="font-semibold">{t("preview")}</span>
        {depth !== "patient" && <span className="block text-sm text-soft">{t("previewTrade")}</span>}
      </figcaption>
      <PatientPreview depth={depth} text={input.publicText} product={product} batch={batch.number} />
    </figure>
  );
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      className="grid gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,35rem)_minmax(0,1fr)]"
    >
      <div className="lg:order-last lg:sticky lg:top-24 lg:self-start">
        <ScopeLine batches={recalled} />
        <div className="mt-9 max-lg:hidden">{preview}</div>
      </div>
      <div className="grid content-start gap-7">
        {faults.length > 0 && <Notice live tone="caution" title={t("summary", { count: faults.length })} />}
        {refusal && refused === null && (
          <Notice live tone="caution" title={t("failed")}>
            {refusal.message} {refusal.next}
          </Notice>
        )}
        <RecallFields
          input={input}
          number={batch.number}
          others={others}
          markets={markets}
          authorityOf={authorityOf}
          errorOf={errorOf}
          onChange={change}
          preview={<div className="lg:hidden">{preview}</div>}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" busy={busy}>
            {t("submit")}
          </Button>
          <ButtonLink variant="quiet" href={`/batches/${batch.id}` as Route}>
            {t("cancel")}
          </ButtonLink>
        </div>
      </div>
    </form>
  );
}
