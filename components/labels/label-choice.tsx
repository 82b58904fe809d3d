"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { TextField } from "@/components/ui/text-field";
import type { Choice } from "./print-plan";

type LabelChoiceProps = {
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly due: number;
  readonly total: number;
};

/** Which packs get a label. */
export function LabelChoice({ choice, onChoice, due, total }: LabelChoiceProps) {
  const t = useTranslations("labels.choice");
  const number = { inputMode: "numeric", autoComplete: "off", className: "max-w-28" } as const;
  return (
    <fieldset>
      <legend className="font-semibold">{t("legend")}</legend>
      <div className="mt-1 divide-y divide-line border-line border-b">
        <Way
          title={t("next")}
          detail={t("nextDetail", { count: due })}
          checked={choice.kind === "next"}
          onChoose={() => onChoice({ kind: "next", count: "24" })}
        >
          {choice.kind === "next" && (
            <TextField
              {...number}
              label={t("count")}
              value={choice.count}
              onChange={({ target }) => onChoice({ kind: "next", count: target.value })}
            />
          )}
        </Way>
        <Way
          title={t("range")}
          detail={t("rangeDetail", { count: total })}
          checked={choice.kind === "range"}
          onChoose={() => onChoice({ kind: "range", from: "1", to: String(Math.min(24, total)) })}
        >
          {choice.kind === "range" && (
            <div className="flex flex-wrap gap-3">
              <TextField
                {...number}
                label={t("from")}
                value={choice.from}
                onChange={({ target }) => onChoice({ ...choice, from: target.value })}
              />
              <TextField
                {...number}
                label={t("to")}
                value={choice.to}
                onChange={({ target }) => onChoice({ ...choice, to: target.value })}
              />
            </div>
          )}
        </Way>
        <Way
          title={t("one")}
          detail={t("oneDetail")}
          checked={choice.kind === "one"}
          onChoose={() => onChoice({ kind: "one", serial: "" })}
        >
          {choice.kind === "one" && (
            <TextField
              code
              label={t("serial")}
              value={choice.serial}
              onChange={({ target }) => onChoice({ kind: "one", serial: target.value })}
            />
          )}
        </Way>
      </div>
    </fieldset>
  );
}

type WayProps = {
  readonly title: string;
  readonly detail: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
};

/** A native radio in a row; what it needs besides opens below it. */
function Way({ title, detail, checked, onChoose, children }: WayProps) {
  const id = useId();
  return (
    <div className="py-1">
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input
          type="radio"
          name="which-packs"
          checked={checked}
          // The whole row is the target, but only its first line is the name.
          aria-labelledby={`${id}-title`}
          aria-describedby={id}
          onChange={onChoose}
          className="mt-0.5 size-5 flex-none appearance-none rounded-full border border-edge bg-card checked:border-6 checked:border-accent"
        />
        <span>
          <span id={`${id}-title`} className="block">
            {title}
          </span>
          <span id={id} className="block text-sm text-soft">
            {detail}
          </span>
        </span>
      </label>
      {children && <div className="pt-1 pb-3 ps-8">{children}</div>}
    </div>
  );
}
