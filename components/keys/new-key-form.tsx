"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { KeyScope } from "@/lib/core/access/key-scopes";
import type { Refusal } from "@/lib/core/refusal";
import type { CreatedKey } from "@/lib/operations/create-key";
import { post } from "@/lib/web/client";
import { LIFETIMES, type Lifetime, startOfMinute } from "./lifetimes";
import { MadeKey } from "./made-key";
import { ScopeChoice } from "./scope-choice";

type NewKeyFormProps = {
  /** What the person who makes the key may do themselves. */
  readonly scopes: readonly KeyScope[];
  readonly origin: string;
};

/** Name, rights and lifetime; then the key, this once. */
export function NewKeyForm({ scopes, origin }: NewKeyFormProps) {
  const t = useTranslations("keys.form");
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly KeyScope[]>([]);
  const [lifetime, setLifetime] = useState<Lifetime>("year");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [made, setMade] = useState<CreatedKey | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    setRefusal(null);
    if (name.trim() === "" || chosen.length === 0) {
      // After the errors are drawn: the first field that is wrong takes the cursor and says what is wrong.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setBusy(true);
    const days = LIFETIMES[lifetime];
    // To the minute, so that a second press after a lost answer is the same request.
    const expiresAt = days === null ? null : startOfMinute(Date.now()) + days * 86_400_000;
    const answer = await post<CreatedKey>("/api/v1/keys", { name: name.trim(), scopes: chosen, expiresAt });
    setBusy(false);
    if (answer.ok) setMade(answer.value);
    else setRefusal(answer.refusal);
  }

  if (made) return <MadeKey made={made} origin={origin} />;
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid max-w-140 gap-6">
      {refusal && (
        <Notice live tone="caution" title={t("failed")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        autoComplete="off"
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={checked && name.trim() === "" ? t("nameMissing") : undefined}
      />
      <ScopeChoice
        scopes={scopes}
        chosen={chosen}
        onChange={setChosen}
        error={checked && chosen.length === 0 ? t("scopesMissing") : undefined}
      />
      <div className="max-w-60">
        <SelectField
          label={t("expiry")}
          options={(Object.keys(LIFETIMES) as Lifetime[]).map((value) => ({
            value,
            label: t(`expires.${value}`),
          }))}
          value={lifetime}
          onChange={({ target }) => setLifetime(target.value as Lifetime)}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy}>
          {t("submit")}
        </Button>
        <ButtonLink variant="quiet" href={"/settings/keys" as Route}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}
