"use client";

import { ShieldAlert } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { StationFoot } from "@/components/frame/station-frame";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { HoldButton } from "@/components/ui/hold-button";
import { Kbd } from "@/components/ui/kbd";
import { useKeySequence } from "@/components/ui/use-key-sequence";
import { packLink } from "@/lib/core/gs1/link";
import { alertCauseOf } from "@/lib/core/verdict/alert";
import type { CounterState } from "./counter-state";

type Answered = Extract<CounterState, { kind: "answered" }>;

type CounterFootProps = {
  readonly state: Answered;
  readonly onDispense: () => void;
  readonly onQuarantine: () => void;
  readonly onConfirmPrint: () => void;
  readonly onNext: () => void;
  /** Null: not undoable here, or not by this person. */
  readonly onUndo: (() => void) | null;
};

/** What can be done about this answer, the one next thing last. */
export function CounterFoot(props: CounterFootProps) {
  const t = useTranslations("counter");
  const { verdict } = props.state.answer;
  return (
    <StationFoot note={t("foot")}>
      {verdict.kind === "STOP" ? <StopActions {...props} /> : <OtherActions {...props} />}
    </StationFoot>
  );
}

/** STOP has no override: the only way on is quarantine, and no key a scanner types presses it. */
function StopActions({ state, onQuarantine }: CounterFootProps) {
  const t = useTranslations("counter");
  return (
    <>
      <span className="text-sm max-sm:hidden">
        {t.rich("holdHint", { kbd: (text) => <Kbd>{text}</Kbd> })}
      </span>
      <HoldButton
        keys={["s", "y"]}
        icon={<ShieldAlert aria-hidden />}
        busy={state.busy}
        onConfirm={onQuarantine}
      >
        {t(alertCauseOf(state.answer.verdict) === null ? "actions.quarantineOnly" : "actions.quarantine")}
      </HoldButton>
    </>
  );
}

function OtherActions({ state, onDispense, onConfirmPrint, onNext, onUndo }: CounterFootProps) {
  const t = useTranslations("counter.actions");
  const { answer, reading, busy } = state;
  const action = answer.verdict.action.code;
  const may = action === "DISPENSE" && !busy;
  useKeySequence(may ? ["d"] : undefined, onDispense);
  const trace = `/trace?link=${encodeURIComponent(packLink(reading.gtin, reading.serial))}` as Route;
  switch (action) {
    case "DISPENSE":
      return (
        <>
          <Button size="big" onClick={onNext}>
            {t("notForThisPatient")}
          </Button>
          <Button size="big" variant="primary" busy={busy} onClick={onDispense} hint={<Kbd on>D</Kbd>}>
            {t("dispense")}
          </Button>
        </>
      );
    case "RECEIVE_FIRST":
      return (
        <>
          <Button size="big" onClick={onNext}>
            {t("next")}
          </Button>
          <ButtonLink size="big" variant="primary" href={"/receive" as Route}>
            {t("receiveFirst")}
          </ButtonLink>
        </>
      );
    case "COMPARE_PRINT":
      return (
        <>
          <Button size="big" onClick={onConfirmPrint} busy={busy}>
            {t("printSame")}
          </Button>
          <Button size="big" variant="primary" onClick={onNext}>
            {t("scanAgain")}
          </Button>
        </>
      );
    case "RESOLVE_HOLD":
    case "REOPEN_MISSING":
    case "RELEASE_RETURN":
      return (
        <>
          <Button size="big" onClick={onNext}>
            {t("next")}
          </Button>
          <ButtonLink size="big" variant="primary" href={trace}>
            {t("openTrace")}
          </ButtonLink>
        </>
      );
    default:
      return (
        <>
          {onUndo && (
            <Button size="big" onClick={onUndo}>
              {t("undo")}
            </Button>
          )}
          <Button size="big" variant="primary" onClick={onNext}>
            {t(action === "SET_ASIDE" ? "setAside" : action === "SCAN_AGAIN" ? "scanAgain" : "next")}
          </Button>
        </>
      );
  }
}
