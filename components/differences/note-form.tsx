"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAct } from "@/components/desk/use-act";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { useToast } from "@/components/ui/toast";
import { NotRecorded } from "./not-recorded";

/** A word to the other side that decides nothing. */
export function NoteForm({ id, partner }: { readonly id: string; readonly partner: string }) {
  const t = useTranslations("differences.note");
  const toast = useToast();
  const { busy, refusal, act } = useAct();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (text.trim() === "") return;
    if (!(await act(`/api/v1/exceptions/${id}/notes`, { text }))) return;
    setText("");
    setAsked(false);
    toast({ title: t("done") });
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid max-w-140 gap-4">
      <NotRecorded refusal={refusal} />
      <TextAreaField
        label={t("label", { partner })}
        rows={2}
        maxLength={1000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        error={asked && text.trim() === "" ? t("missing") : undefined}
      />
      <div>
        <Button type="submit" busy={busy}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
