"use client";

import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { KeysDialog, KeysLine } from "@/components/deliveries/keys-help";
import { useStationKeys } from "@/components/deliveries/use-station-keys";
import { StationFrame, StationZones } from "@/components/frame/station-frame";
import type { TrayCode } from "@/components/scan/scan-tray";
import { Scanner } from "@/components/scan/scanner";
import { LiveRegion } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import type { DeliveredUnit } from "@/lib/operations/view-delivery";
import { type ArrivalProblem, arrivalOf } from "./arrival";
import { Closed, type ClosedDelivery } from "./closed";
import { ReceiptDone } from "./ending";
import { Overage } from "./overage";
import { ReceiveFoot } from "./receive-foot";
import { ReceiveLast } from "./receive-last";
import { ReceiveProgress, StillMissing } from "./receive-progress";
import { Refused } from "./refused";
import { ReportDialog } from "./report-dialog";
import { useReceiving } from "./use-receiving";

export type ReceiveStationProps = {
  readonly shipmentId: string;
  readonly title: string;
  readonly sub: string;
  readonly partner: string;
  readonly site: string;
  readonly timeZone: string;
  readonly keptAs: string;
  readonly units: readonly DeliveredUnit[];
  readonly problems: readonly ArrivalProblem[];
  readonly tray: readonly TrayCode[];
  /** Why nothing can be received here any more; null while it is open. */
  readonly closed: ClosedDelivery | null;
  readonly status: ReactNode;
};

/** Full screen for two hands and a scanner: last scan, how far, what is not as announced. */
export function ReceiveStation(props: ReceiveStationProps) {
  const { shipmentId, partner, site, timeZone, units, problems, closed } = props;
  const t = useTranslations("receive");
  const format = useFormatter();
  // The page renders anew every few seconds; the same delivery must not be matched anew each time.
  const stamp = useMemo(() => JSON.stringify([units, problems]), [units, problems]);
  const arrival = useMemo(() => {
    const [of, found] = JSON.parse(stamp) as [readonly DeliveredUnit[], readonly ArrivalProblem[]];
    return arrivalOf(of, found);
  }, [stamp]);
  const receiving = useReceiving(shipmentId, props.keptAs, arrival);
  const { scans, progress, outcome, lostAt } = receiving;
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const main = useRef<HTMLButtonElement>(null);
  const open = closed === null && outcome.kind !== "done";

  const undoable = open && (scans.length > 0 || receiving.stray !== null);
  function undo() {
    if (!undoable) return;
    receiving.undo();
    setSaid((before) => (before === t("said.undone") ? `${t("said.undone")}\u200b` : t("said.undone")));
  }
  const keys = useStationKeys(undo, main);

  async function confirm() {
    setAsking(false);
    await receiving.receive(true);
  }

  return (
    <StationFrame
      title={props.title}
      sub={props.sub}
      closeHref={"/receive" as Route}
      status={props.status}
      foot={
        open && (
          <ReceiveFoot
            receiving={receiving}
            main={main}
            onReceive={() => (progress.packs.missing > 0 ? setAsking(true) : void receiving.receive(false))}
          />
        )
      }
    >
      {outcome.kind === "done" ? (
        <ReceiptDone shipmentId={shipmentId} received={outcome.received} partner={partner} site={site} />
      ) : closed ? (
        <Closed shipmentId={shipmentId} closed={closed} timeZone={timeZone} scans={scans.length} />
      ) : (
        <div className="grid grid-rows-[auto_1fr]">
          <div className="grid gap-3 px-5 *:first:mt-5 md:px-12">
            {outcome.kind === "refused" && <Refused refusal={outcome.refusal} shipmentId={shipmentId} />}
            {lostAt !== null && outcome.kind !== "refused" && (
              <Notice
                live
                title={t("offline.title", { time: format.dateTime(lostAt, "time", { timeZone }) })}
              >
                {t("offline.body", { count: scans.length })}
              </Notice>
            )}
          </div>
          <StationZones
            last={
              <div className="mb-auto grid gap-9">
                <ReceiveLast
                  arrival={arrival}
                  last={scans.at(-1) ?? null}
                  answer={receiving.answer}
                  stray={receiving.stray}
                  foot={<KeysLine onUndo={undoable ? undo : null} onAll={() => keys.setListed(true)} />}
                />
                <Scanner compact onScan={receiving.scan} tray={props.tray} />
              </div>
            }
            whole={
              <>
                <ReceiveProgress arrival={arrival} progress={progress} />
                <Overage links={progress.overage} onRemove={receiving.remove} />
                <StillMissing arrival={arrival} progress={progress} />
              </>
            }
          />
        </div>
      )}
      <ReportDialog
        open={asking && open}
        onOpenChange={setAsking}
        arrival={arrival}
        progress={progress}
        partner={partner}
        onConfirm={() => void confirm()}
      />
      <KeysDialog open={keys.listed} onOpenChange={keys.setListed} />
      <LiveRegion>{said}</LiveRegion>
    </StationFrame>
  );
}
