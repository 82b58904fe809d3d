"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { RECALL_IMPACTS } from "@/lib/core/recall/response";
import type { Refusal } from "@/lib/core/refusal";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";
import { type AnswerFault, type AnswerInput, answerOf } from "./answer-input";

/** What the site found: whether it had any of it, and how many packs it set aside. Said once, so nothing is chosen for it. */
export function AnswerForm({ recallId, expected }: { readonly recallId: string; readonly expected: number }) {
  const t = useTranslations("recalls.answer");
  const router = useRouter();
  const [input, setInput] = useState<AnswerInput>({ impact: null, quantity: "" });
  const [fault, setFault] = useState<AnswerFault | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const errorOf = (field: AnswerFault) => (fault === field ? t(`missing.${field}`) : undefined);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const said = answerOf(input);
    setRefusal(null);
    if ("fault" in said) return setFault(said.fault);
    setBusy(true);
    const taken = await post(`/api/v1/recalls/${recallId}/answer`, { answer: said.answer });
    setBusy(false);
    if (!taken.ok) return setRefusal(taken.refusal);
    playTone("done");
    router.refresh();
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid max-w-140 gap-6">
      {refusal && (
        <Notice live tone="caution" title={t("failed")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
      <ChoiceField
        label={t("impact")}
        choices={RECALL_IMPACTS.map((value) => ({
          value,
          label: t(`impacts.${value}`),
          hint: t(`impactHint.${value}`),
        }))}
        value={input.impact}
        onChange={(impact) => {
          setInput({ ...input, impact });
          setFault(null);
        }}
        error={errorOf("impact")}
      />
      {input.impact !== null && input.impact !== "none" && (
        <TextField
          label={t("quantity")}
          hint={t("quantityHint", { packs: expected })}
          inputMode="numeric"
          autoComplete="off"
          className="max-w-40"
          value={input.quantity}
          onChange={({ target }) => {
            setInput({ ...input, quantity: target.value });
            setFault(null);
          }}
          error={errorOf("quantity")}
        />
      )}
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
