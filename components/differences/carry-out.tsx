"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/desk/use-act";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { useToast } from "@/components/ui/toast";
import type { FollowUp, Outcome } from "@/lib/core/custody/exceptions";
import { NotRecorded } from "./not-recorded";

export type Colleague = { readonly id: string; readonly name: string };

type CarryOutProps = {
  readonly id: string;
  readonly act: FollowUp["act"];
  readonly outcome: Outcome;
  readonly does: string;
  readonly partner: string;
  /** Who may stand as the witness of a destruction. */
  readonly colleagues: readonly Colleague[];
};

/** What both agreed on, done with the goods by the side that has them. */
export function CarryOut({ id, act: what, outcome, does, partner, colleagues }: CarryOutProps) {
  const t = useTranslations("differences");
  const toast = useToast();
  const { busy, refusal, act } = useAct();
  const [witness, setWitness] = useState("");
  const [asked, setAsked] = useState(false);
  const needsWitness = what === "destroy";

  async function carryOut() {
    setAsked(true);
    if (needsWitness && witness === "") return;
    const body = { witness: needsWitness ? witness : null, entry: "typed" };
    const done = await act(`/api/v1/exceptions/${id}/carry-out`, body);
    if (done) toast({ title: t(`do.done.${what}`, { partner }) });
  }

  return (
    <div className="grid max-w-140 gap-5">
      <NotRecorded refusal={refusal} />
      <div className="sheet px-4.5 py-4">
        <p className="font-semibold text-lg">{t("do.title", { outcome: t(`outcome.${outcome}`) })}</p>
        <p className="mt-1">{does}</p>
      </div>
      {needsWitness && (
        <SelectField
          label={t("do.witness")}
          hint={t("do.witnessHint")}
          placeholder={t("do.witnessChoose")}
          options={colleagues.map(({ id: value, name }) => ({ value, label: name }))}
          value={witness}
          onChange={({ target }) => setWitness(target.value)}
          error={asked && witness === "" ? t("do.witnessMissing") : undefined}
        />
      )}
      <div>
        <Button variant="primary" busy={busy} onClick={() => void carryOut()}>
          {t(`do.${what}`)}
        </Button>
      </div>
    </div>
  );
}
