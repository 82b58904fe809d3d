"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import type { Refusal } from "@/lib/core/refusal";
import type { PackKind } from "@/lib/operations/job-kinds";
import type { JobStarted } from "@/lib/operations/start-job";
import { post } from "@/lib/web/client";
import type { ListCheck, ListedCode } from "./code-list";
import { ListField } from "./list-field";
import { asksDeclaration, type Besides, OrderFields, UNDOES } from "./order-fields";

export type ListKind = Exclude<PackKind, "commission">;

type StartFormProps = {
  /** What the person may do with a list, the most harmless first. */
  readonly kinds: readonly ListKind[];
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  /** YYYY-MM-DD at the active site. */
  readonly today: string;
};

export type LoadedList = { readonly list: readonly ListedCode[]; readonly check: ListCheck };

/** Half a million codes are some forty megabytes. */
const TIMEOUT_MS = 10 * 60_000;

/** What is to be done and the file of codes; then the job's own page. */
export function StartForm({ kinds, colleagues, today }: StartFormProps) {
  const t = useTranslations("jobs.form");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<ListKind>(kinds[0] ?? "verify");
  const [besides, setBesides] = useState<Besides>({
    undoes: UNDOES[0],
    declaredNotHandedOver: false,
    witness: "",
  });
  const [loaded, setLoaded] = useState<LoadedList | null>(null);
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const count = loaded?.list.length ?? 0;
  const missing = missingOf(kind, besides);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    setRefusal(null);
    if (!loaded || missing) {
      // After the errors are drawn: the first field that is wrong takes the cursor and says what is wrong.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setBusy(true);
    const body = { ...orderOf(kind, besides), items: loaded.list.map(({ item }) => item) };
    const answer = await post<JobStarted>("/api/v1/jobs", body, { timeoutMs: TIMEOUT_MS });
    if (answer.ok) return router.push(`/jobs/${answer.value.jobId}` as Route);
    setBusy(false);
    setRefusal(answer.refusal);
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid max-w-140 gap-6">
      {refusal && (
        <Notice live tone="caution" title={t("failed")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
      <KindField kinds={kinds} kind={kind} onChange={setKind} />
      <OrderFields
        kind={kind}
        besides={besides}
        onChange={setBesides}
        colleagues={colleagues}
        error={checked && missing ? t(missing) : undefined}
      />
      <ListField
        loaded={loaded}
        onLoaded={setLoaded}
        today={today}
        error={checked && !loaded ? t("missing") : null}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy}>
          {count === 0 ? t("start") : t(`submit.${kind}`, { count })}
        </Button>
        <ButtonLink variant="quiet" href={"/jobs" as Route}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}

function orderOf(kind: ListKind, { undoes, declaredNotHandedOver, witness }: Besides) {
  if (kind === "undo") return { kind, undoes, declaredNotHandedOver };
  return kind === "destroy" ? { kind, witness } : { kind };
}

/** What is asked for besides the list and not given yet. */
function missingOf(kind: ListKind, { undoes, declaredNotHandedOver, witness }: Besides) {
  if (kind === "destroy" && witness === "") return "witnessMissing";
  return kind === "undo" && asksDeclaration(undoes) && !declaredNotHandedOver ? "declaredMissing" : null;
}

type KindFieldProps = Pick<StartFormProps, "kinds"> & {
  readonly kind: ListKind;
  readonly onChange: (kind: ListKind) => void;
};

function KindField({ kinds, kind, onChange }: KindFieldProps) {
  const t = useTranslations("jobs");
  return (
    <SelectField
      label={t("form.what")}
      hint={t(`means.${kind}`)}
      options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      value={kind}
      onChange={({ target }) => onChange(kinds.find((one) => one === target.value) ?? kind)}
    />
  );
}
