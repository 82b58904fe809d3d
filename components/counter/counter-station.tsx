"use client";

import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Signs } from "@/components/frame/signs";
import { StationFoot, StationFrame } from "@/components/frame/station-frame";
import { ScanTray, type TrayCode } from "@/components/scan/scan-tray";
import { Scanner } from "@/components/scan/scanner";
import { SoundToggle } from "@/components/scan/sound-toggle";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { groundOf } from "@/components/verdict/ground";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { kindOf } from "./answer-view";
import { CounterBody } from "./counter-body";
import { CounterFoot } from "./counter-foot";
import type { CounterState } from "./counter-state";
import { DispensedList } from "./dispensed-list";
import { isQuarantineShelf } from "./reading";
import { UndoDialog } from "./undo-dialog";
import { nameOf, useCounter } from "./use-counter";

export type CounterStationProps = {
  readonly site: {
    readonly id: string;
    readonly organisation: string;
    readonly city: string;
    readonly timeZone: string;
  };
  readonly person: string;
  readonly mayUndo: boolean;
  readonly tray: readonly TrayCode[];
};

/** The pharmacist's screen: scan, one of four answers, one thing to do. */
export function CounterStation({ site, person, mayUndo, tray }: CounterStationProps) {
  const t = useTranslations("counter");
  const format = useFormatter();
  const counter = useCounter(site.id);
  const { state, problem, stopped } = counter;
  const [undoing, setUndoing] = useState<{ gtin: string; serial: string; name: string } | null>(null);
  const { timeZone } = site;

  function scanned(scan: Scan) {
    window.scrollTo(0, 0);
    void counter.scan(scan);
  }

  /** While a STOP is up only the quarantine shelf is heard: it confirms; every other scan sounds and is dropped. */
  function ignored(scan: Scan) {
    if (isQuarantineShelf(scan)) void counter.quarantine();
    else playTone("stop");
  }

  const idle = state.kind === "idle";
  const answered = state.kind === "answered" ? state : null;
  const undoable = mayUndo && answered?.answer.undo?.open ? answered : null;
  return (
    <StationFrame
      title={t("title")}
      sub={t("sub", { organisation: site.organisation, city: site.city, person })}
      closeHref={"/home" as Route}
      ground={groundOfState(state)}
      status={
        <>
          {counter.reachedAt !== null && (
            <Signs
              signs={[
                {
                  key: "registry",
                  tone: state.kind === "lost" ? "caution" : "live",
                  label: t(state.kind === "lost" ? "registryLost" : "registryReached", {
                    time: format.dateTime(counter.reachedAt, "time", { timeZone }),
                  }),
                },
              ]}
            />
          )}
          <SoundToggle />
        </>
      }
      foot={
        answered ? (
          <CounterFoot
            state={answered}
            onDispense={() => void counter.dispense()}
            onQuarantine={() => void counter.quarantine()}
            onConfirmPrint={() => void counter.confirmPrint()}
            onNext={counter.next}
            onUndo={
              undoable && (() => setUndoing({ ...undoable.answer.pack, name: nameOf(undoable.answer) }))
            }
          />
        ) : (
          state.kind !== "idle" &&
          state.kind !== "asking" && (
            <StationFoot note={t("foot")}>
              {state.kind === "lost" && (
                <Button size="big" onClick={() => scanned(state.scan)}>
                  {t("actions.retry")}
                </Button>
              )}
              <Button size="big" variant="primary" onClick={counter.next}>
                {t("actions.next")}
              </Button>
            </StationFoot>
          )
        )
      }
    >
      <div className={idle ? "grid content-start" : "grid"}>
        {problem && (
          <div className="px-5 pt-5 md:px-14">
            <Notice live tone="caution" title={problem.message}>
              {problem.next}
            </Notice>
          </div>
        )}
        {state.kind !== "idle" && <CounterBody state={state} timeZone={timeZone} />}
        {/* Hidden, not gone, beside an answer: the scanner's trigger and an open camera go on to the next pack. */}
        <div hidden={!idle}>
          <div className="mx-auto grid w-full max-w-6xl gap-x-14 gap-y-9 px-5 py-8 md:px-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="grid content-start gap-9">
              <div>
                <h2 className="font-bold text-3xl">{t("idle")}</h2>
                <p className="mt-2 text-soft">
                  {t("idleSub", { organisation: site.organisation, city: site.city })}
                </p>
              </div>
              <Scanner onScan={scanned} paused={stopped} onIgnored={ignored} />
              <DispensedList
                packs={counter.dispensedHere}
                timeZone={timeZone}
                onUndo={mayUndo ? setUndoing : null}
              />
            </div>
            {tray.length > 0 && (
              <ScanTray codes={tray} onPick={({ raw }) => scanned({ raw, entry: "tray", at: Date.now() })} />
            )}
          </div>
        </div>
      </div>
      <UndoDialog pack={undoing} onClose={() => setUndoing(null)} onUndo={counter.undo} />
    </StationFrame>
  );
}

function groundOfState(state: CounterState) {
  if (state.kind === "answered") return groundOf(kindOf(state.answer));
  return state.kind === "lost" || state.kind === "unknown-product" ? "cannot" : "plain";
}
