"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { Refusal } from "@/lib/core/refusal";
import type { BatchSerial, PrintJob } from "@/lib/operations/desk-ports";
import { LabelChoice } from "./label-choice";
import type { LabelFormat } from "./label-formats";
import { LabelPreview } from "./label-preview";
import type { PackLabelText } from "./pack-label";
import { type Choice, dueCount, MOST_LABELS, planOf, printedPlaces } from "./print-plan";
import { PrinterChoice, startPlace } from "./printer-choice";
import { Reprint } from "./reprint";
import type { LabelFacts } from "./use-label-job";

export type LabelOrder = {
  readonly packs: readonly BatchSerial[];
  readonly format: LabelFormat;
  readonly startAt: number;
  readonly reason: string | null;
};

type LabelFormProps = {
  readonly facts: LabelFacts;
  readonly text: PackLabelText;
  readonly packs: readonly BatchSerial[];
  readonly jobs: readonly PrintJob[];
  readonly timeZone: string;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly format: LabelFormat;
  readonly onFormat: (format: LabelFormat) => void;
  readonly refusal: Refusal | null;
  readonly onPrint: (order: LabelOrder) => void;
  /** Buttons beside "Print". */
  readonly children: ReactNode;
};

/** Which labels, on what, why again; right of it the first one at its real size. */
export function LabelForm(props: LabelFormProps) {
  const { facts, text, packs, jobs, choice, format } = props;
  const t = useTranslations("labels");
  const form = useRef<HTMLFormElement>(null);
  const [startAt, setStartAt] = useState("1");
  const [reason, setReason] = useState("");
  const [pressed, setPressed] = useState(false);
  const planned = planOf(packs, jobs, choice);
  const plan = "fault" in planned ? null : planned;
  const place = startPlace(startAt, format);
  const lacksReason = plan !== null && plan.again > 0 && reason.trim() === "";
  const first = plan?.packs[0];

  function print() {
    setPressed(true);
    if (plan === null || place === null || lacksReason) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    props.onPrint({
      packs: plan.packs,
      format,
      startAt: place,
      reason: plan.again > 0 ? reason.trim() : null,
    });
  }

  return (
    <div className="grid grid-cols-1 gap-x-14 gap-y-9 lg:grid-cols-2">
      <form
        ref={form}
        noValidate
        className="grid min-w-0 content-start gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          print();
        }}
      >
        {props.refusal && (
          <Notice live tone="caution" title={props.refusal.message}>
            {props.refusal.next}
          </Notice>
        )}
        <LabelChoice
          choice={choice}
          onChoice={props.onChoice}
          due={dueCount(packs, printedPlaces(packs, jobs))}
          total={packs.length}
        />
        <PrinterChoice format={format} onFormat={props.onFormat} startAt={startAt} onStartAt={setStartAt} />
        {plan && plan.again > 0 && (
          <Reprint
            again={plan.again}
            before={plan.before}
            timeZone={props.timeZone}
            reason={reason}
            onReason={setReason}
            missing={pressed && lacksReason}
          />
        )}
        {"fault" in planned && <p role="status">{t(`fault.${planned.fault}`, { most: MOST_LABELS })}</p>}
        <div className="flex flex-wrap gap-3">
          <Button
            type="submit"
            variant="primary"
            icon={<Printer aria-hidden />}
            unavailable={plan === null || place === null}
          >
            {plan ? t("print", { count: plan.packs.length }) : t("printNone")}
          </Button>
          {props.children}
        </div>
      </form>
      <div className="min-w-0">
        <Section
          title={t("preview.title")}
          aside={
            plan &&
            (plan.from === plan.to
              ? t("preview.single", { from: plan.from })
              : t("preview.range", { from: plan.from, to: plan.to }))
          }
        >
          {first ? (
            <LabelPreview facts={{ ...facts, serial: first.serial }} text={text} format={format} />
          ) : (
            <p className="text-soft">{t("preview.empty")}</p>
          )}
          {plan?.short && <p className="mt-4 text-sm">{t("preview.short")}</p>}
        </Section>
      </div>
    </div>
  );
}
