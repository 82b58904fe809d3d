"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StationFoot, StationFrame, StationZones } from "@/components/frame/station-frame";
import { ScanTray, type TrayCode } from "@/components/scan/scan-tray";
import { Scanner } from "@/components/scan/scanner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { PackFacts, ReturnAnswer } from "./return-answer";
import { type ReturnsState, useReturns } from "./use-returns";

type ReturnsStationProps = {
  readonly site: string;
  readonly timeZone: string;
  readonly mayRestock: boolean;
  readonly mayUndo: boolean;
  readonly tray: readonly TrayCode[];
  readonly status: ReactNode;
};

const SEEN = ["intact", "storedWell", "handedOver"] as const;

/** The returns desk: a pack, what the person sees of it, and whether it may go back to stock. */
export function ReturnsStation({ site, timeZone, tray, status, ...may }: ReturnsStationProps) {
  const t = useTranslations("returns");
  const desk = useReturns();
  const { state, declared, problem, busy } = desk;
  const answer = state.kind === "answered" ? state.answer : null;
  const allowed = may.mayRestock && (answer?.back !== "after-undo" || may.mayUndo);
  return (
    <StationFrame
      title={t("title")}
      sub={site}
      closeHref={"/home" as Route}
      status={status}
      foot={
        state.kind !== "idle" && (
          <StationFoot note={answer && answer.back !== "no" && !allowed ? t("notYou") : t("foot")}>
            {state.kind === "asking" && problem && (
              <Button size="big" onClick={() => void desk.again()}>
                {t("retry")}
              </Button>
            )}
            <Button size="big" onClick={desk.next}>
              {t("next")}
            </Button>
            {answer && answer.back !== "no" && allowed && (
              <Button size="big" variant="primary" busy={busy} onClick={() => void desk.putBack()}>
                {t(answer.back === "yes" ? "restock" : "undo")}
              </Button>
            )}
          </StationFoot>
        )
      }
    >
      <StationZones
        last={
          <div className="grid gap-7">
            {problem && (
              <Notice live tone="caution" title={problem.message}>
                {problem.next}
              </Notice>
            )}
            <Shown state={state} timeZone={timeZone} />
            {/* Beside an answer the scanner goes on to the next pack. */}
            <Scanner onScan={(scan) => void desk.scan(scan)} compact={state.kind !== "idle"} />
          </div>
        }
        whole={
          <>
            {(state.kind === "answered" || state.kind === "asking") && (
              <fieldset className="min-w-0">
                <legend className="mb-2 font-semibold text-lg">{t("seen")}</legend>
                {SEEN.map((what) => (
                  <Checkbox
                    key={what}
                    label={t(`declare.${what}`)}
                    checked={declared[what]}
                    onChange={({ target }) => void desk.declare({ [what]: target.checked })}
                  />
                ))}
              </fieldset>
            )}
            {"pack" in state && <PackFacts pack={state.pack} product={desk.names[state.pack.gtin] ?? null} />}
            {tray.length > 0 && (
              <ScanTray
                codes={tray}
                onPick={({ raw }) => void desk.scan({ raw, entry: "tray", at: Date.now() })}
              />
            )}
          </>
        }
      />
    </StationFrame>
  );
}

function Shown({ state, timeZone }: { readonly state: ReturnsState; readonly timeZone: string }) {
  const t = useTranslations("returns");
  switch (state.kind) {
    case "idle":
      return (
        <div>
          <h2 className="font-bold text-3xl">{t("idle")}</h2>
          <p className="mt-2 max-w-measure text-soft">{t("idleSub")}</p>
        </div>
      );
    case "asking":
      return <p role="status">{t("asking")}</p>;
    case "answered":
      return <ReturnAnswer answer={state.answer} timeZone={timeZone} />;
    case "done":
      return (
        <div role="status">
          <p className="flex items-center gap-4 font-bold text-2xl">
            <VerdictShape kind="verified" className="size-14" on="var(--paper)" />
            {t("done")}
          </p>
          <p className="mt-3 text-lg">{t("doneBody")}</p>
        </div>
      );
    default: {
      const what = state.kind === "unknown" ? "unknown" : "notPack";
      return (
        <div role="status">
          <p className="flex items-center gap-4 font-bold text-2xl">
            <VerdictShape kind="cannot-tell" className="size-14" on="var(--paper)" />
            {t(what)}
          </p>
          <p className="mt-3 max-w-measure text-lg">{t(`${what}Body`)}</p>
        </div>
      );
    }
  }
}
