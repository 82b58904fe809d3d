"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { type Draft, isOrderNumber } from "./draft";
import type { Receiver } from "./receivers";

type ShipHeadProps = {
  readonly draft: Draft;
  readonly receiver: Receiver;
  readonly onChange: (by: (before: Draft) => Draft) => void;
};

const isPurpose = (text: string): text is Draft["purpose"] =>
  text === "sale" || text === "return" || text === "transfer";

/** Who, what for, and the receiver's own number for it. */
export function ShipHead({ draft, receiver, onChange }: ShipHeadProps) {
  const t = useTranslations("ship");
  const invalid = !isOrderNumber(draft.orderNumber);
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <span className="block text-sm text-soft">{t("receiver.to")}</span>
          <span className="block font-semibold text-lg">{receiver.organisation}</span>
          <span className="block text-soft">
            {t("receiver.site", { site: receiver.site, city: receiver.city })}
          </span>
        </p>
        <Button onClick={() => onChange((before) => ({ ...before, receiverSiteId: null }))}>
          {t("receiver.change")}
        </Button>
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        {!receiver.own && (
          <SelectField
            label={t("purpose.label")}
            value={draft.purpose}
            options={(["sale", "return"] as const).map((value) => ({
              value,
              label: t(`purpose.${value}`),
            }))}
            onChange={({ target: { value } }) =>
              isPurpose(value) && onChange((before) => ({ ...before, purpose: value }))
            }
          />
        )}
        <TextField
          label={t("order.label")}
          optional
          code
          maxLength={60}
          value={draft.orderNumber}
          error={invalid ? t("order.invalid") : undefined}
          onChange={({ target: { value } }) => onChange((before) => ({ ...before, orderNumber: value }))}
        />
      </div>
    </div>
  );
}
