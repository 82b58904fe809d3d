"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAct } from "@/components/desk/use-act";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import { useToast } from "@/components/ui/toast";
import type { Outcome, Side } from "@/lib/core/custody/exceptions";
import type { DeliveryException } from "@/lib/operations/exception-ports";
import { consequenceOf } from "./consequence";
import { NotRecorded } from "./not-recorded";

type ProposeFormProps = {
  readonly difference: Pick<DeliveryException, "id" | "kind" | "link" | "quantity">;
  /** What may become of it, but for what is proposed already. */
  readonly possible: readonly Outcome[];
  readonly side: Side;
  readonly partner: string;
};

/** Says what should become of it, with what each choice would do before it is made. */
export function ProposeForm({ difference, possible, side, partner }: ProposeFormProps) {
  const t = useTranslations("differences");
  const toast = useToast();
  const { busy, refusal, act } = useAct();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (outcome === null || text.trim() === "") return;
    const done = await act(`/api/v1/exceptions/${difference.id}/propose`, { outcome, text });
    if (done) toast({ title: t("propose.done", { partner }) });
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid max-w-140 gap-5">
      <NotRecorded refusal={refusal} />
      <ChoiceField
        label={t("propose.label")}
        choices={possible.map((value) => ({
          value,
          label: t(`outcome.${value}`),
          hint: t(consequenceOf(difference, value, side), { partner }),
        }))}
        value={outcome}
        onChange={setOutcome}
        error={asked && outcome === null ? t("propose.choose") : undefined}
      />
      <TextAreaField
        label={t("text.label", { partner })}
        hint={t("text.hint")}
        rows={3}
        maxLength={1000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        error={asked && text.trim() === "" ? t("text.missing") : undefined}
      />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t("propose.submit", { partner })}
        </Button>
      </div>
    </form>
  );
}
