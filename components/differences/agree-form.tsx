"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAct } from "@/components/desk/use-act";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { useToast } from "@/components/ui/toast";
import type { Outcome } from "@/lib/core/custody/exceptions";
import { NotRecorded } from "./not-recorded";

type AgreeFormProps = {
  readonly id: string;
  readonly outcome: Outcome;
  /** What agreeing does, in words. */
  readonly does: string;
  readonly partner: string;
};

/** The other side's proposal, what it would do, and the agreement that settles it for both. */
export function AgreeForm({ id, outcome, does, partner }: AgreeFormProps) {
  const t = useTranslations("differences");
  const toast = useToast();
  const { busy, refusal, act } = useAct();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const word = t(`outcome.${outcome}`);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (text.trim() === "") return;
    const done = await act(`/api/v1/exceptions/${id}/agree`, { text });
    if (done) toast({ title: t("answer.done") });
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid max-w-140 gap-5">
      <NotRecorded refusal={refusal} />
      <div className="sheet px-4.5 py-4">
        <p className="font-semibold text-lg">{t("answer.title", { partner, outcome: word })}</p>
        <p className="mt-1">{does}</p>
      </div>
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
          {t("answer.agree", { outcome: word })}
        </Button>
      </div>
    </form>
  );
}
