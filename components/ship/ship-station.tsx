"use client";

import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { KeysDialog, KeysLine } from "@/components/deliveries/keys-help";
import { unitsAndPacks } from "@/components/deliveries/level-words";
import { shortCode } from "@/components/deliveries/link-parts";
import { useStationKeys } from "@/components/deliveries/use-station-keys";
import { StationFrame, StationZones } from "@/components/frame/station-frame";
import type { TrayCode } from "@/components/scan/scan-tray";
import { Scanner } from "@/components/scan/scanner";
import { Button } from "@/components/ui/button";
import { LiveRegion } from "@/components/ui/live-region";
import { BigCount } from "@/components/ui/progress-bar";
import { BlockedStrip } from "./blocked-strip";
import { type Draft, isOrderNumber, levelOfLine, type ShipLine } from "./draft";
import { PackedNotice } from "./packed-notice";
import { ReceiverChoice } from "./receiver-choice";
import type { Receiver } from "./receivers";
import { type Obstacle, ShipFoot } from "./ship-foot";
import { ShipHead } from "./ship-head";
import { ShipLast } from "./ship-last";
import { ShipLines } from "./ship-lines";
import { ShipProblems } from "./ship-problems";
import { ShippedView } from "./shipped-view";
import { useShipping } from "./use-shipping";

export type ShipStationProps = {
  readonly keptAs: string;
  readonly site: string;
  readonly receivers: readonly Receiver[];
  /** Packs a case by product name: tells a case from a pallet. */
  readonly caseSizes: Readonly<Record<string, number>>;
  readonly tray: readonly TrayCode[];
  readonly status: ReactNode;
};

/** One of the own sites is named by itself: the organisation says nothing there. */
const placeOf = ({ site, city }: Receiver): string => `${site}, ${city}`;

/** Full screen for what leaves: who receives it, what goes out, what may not, one button. */
export function ShipStation({ keptAs, site, receivers, caseSizes, tray, status }: ShipStationProps) {
  const t = useTranslations("ship");
  const words = useTranslations("deliveries");
  const format = useFormatter();
  const shipping = useShipping(keptAs);
  const { draft, checked, outcome, last } = shipping;
  const { lines } = draft;
  const main = useRef<HTMLButtonElement>(null);
  const [said, setSaid] = useState("");
  const [emptied, setEmptied] = useState<Pick<Draft, "lines" | "takeOff"> | null>(null);
  const say = (text: string) => setSaid((before) => (before === text ? `${text}\u200b` : text));

  const receiver = receivers.find(({ siteId, barred }) => siteId === draft.receiverSiteId && !barred);
  const working = receiver !== undefined && outcome.kind !== "done";
  const undoable = working && (lines.length > 0 || last !== null);
  function undo() {
    if (!undoable) return;
    shipping.undo();
    say(t("said.undone"));
  }
  const keys = useStationKeys(undo, main);

  const levelOf = (line: ShipLine) => levelOfLine(line, caseSizes);
  const levelAt = (link: string) => {
    const line = lines.find((each) => each.link === link);
    return line ? levelOf(line) : "unit";
  };
  const nameOf = (link: string) => `${words(`levelInside.${levelAt(link)}`)} ${shortCode(link)}`;
  const titleOf = (link: string) => `${words(`level.${levelAt(link)}`)} ${shortCode(link)}`;
  const unitsOf = (of: readonly ShipLine[], packs: number) =>
    unitsAndPacks(of.map(levelOf), packs, words, format);
  const remove = (links: readonly string[]) => {
    say(t("said.removed", { what: format.list(links.map(titleOf)) }));
    shipping.remove(links);
  };

  if (outcome.kind === "done") {
    const to = receivers.find(({ siteId }) => siteId === outcome.of.receiverSiteId);
    return (
      <StationFrame title={t("title")} sub={site} closeHref={"/home" as Route} status={status}>
        <ShippedView
          shipped={outcome.shipped}
          units={unitsOf(outcome.of.lines, outcome.shipped.packs)}
          receiver={to ? (to.own ? placeOf(to) : `${to.organisation}, ${to.city}`) : outcome.shipped.receiver}
          orderNumber={outcome.of.orderNumber.trim() || null}
          onNext={shipping.next}
        />
      </StationFrame>
    );
  }
  if (receiver === undefined) {
    return (
      <StationFrame title={t("title")} sub={site} closeHref={"/home" as Route} status={status}>
        <ReceiverChoice
          receivers={receivers}
          waiting={lines.length}
          onChoose={({ siteId, own }) =>
            shipping.change((before) => ({
              ...before,
              receiverSiteId: siteId,
              purpose: own ? "transfer" : before.purpose === "return" ? "return" : "sale",
            }))
          }
        />
      </StationFrame>
    );
  }

  const check = checked.kind === "known" ? checked.check : null;
  const listed = new Set(lines.map(({ link }) => link));
  const blocked = check?.blocked.filter(({ link }) => listed.has(link)) ?? [];
  const away = new Set(check?.away.flatMap(({ link }) => (listed.has(link) ? [link] : [])) ?? []);
  const packed = lines.filter(({ parentLink }) => parentLink !== null && !listed.has(parentLink));
  const packs = lines.reduce((sum, line) => sum + line.packs, 0);
  const obstacle: Obstacle | null =
    lines.length === 0
      ? "nothing"
      : away.size > 0
        ? "away"
        : blocked.length > 0
          ? "blocked"
          : packed.length > 0 && !draft.takeOff
            ? "packed"
            : isOrderNumber(draft.orderNumber)
              ? null
              : "order";
  const units = unitsOf(lines, packs);

  const takeOff = (off: boolean) => shipping.change((before) => ({ ...before, takeOff: off }));
  function restart() {
    setEmptied({ lines, takeOff: draft.takeOff });
    shipping.restart();
  }
  function putBack() {
    if (emptied) shipping.change((now) => ({ ...now, ...emptied, lines: [...emptied.lines, ...now.lines] }));
    setEmptied(null);
  }

  return (
    <StationFrame
      title={t("head", {
        receiver: receiver.own ? placeOf(receiver) : `${receiver.organisation}, ${receiver.city}`,
      })}
      sub={`${words(`purpose.${draft.purpose}`)} · ${site}`}
      closeHref={"/home" as Route}
      status={status}
      foot={
        <ShipFoot
          obstacle={obstacle}
          durable={shipping.durable}
          sending={outcome.kind === "sending"}
          units={units}
          receiver={receiver.own ? placeOf(receiver) : receiver.organisation}
          main={main}
          onShip={() => void shipping.ship()}
        />
      }
    >
      <StationZones
        last={
          <div className="mb-auto grid gap-9">
            <ShipLast
              last={last}
              newest={lines.at(-1) ?? null}
              check={check}
              takeOff={draft.takeOff}
              foot={<KeysLine onUndo={undoable ? undo : null} onAll={() => keys.setListed(true)} />}
              onRetry={shipping.scan}
              onTakeOut={(link) => remove([link])}
              onTakeOff={() => takeOff(true)}
            />
            <Scanner compact onScan={shipping.scan} tray={tray} />
          </div>
        }
        whole={
          <>
            <ShipHead draft={draft} receiver={receiver} onChange={shipping.change} />
            <ShipProblems outcome={outcome} checked={checked} />
            {blocked.length > 0 && (
              <BlockedStrip
                blocked={blocked}
                nameOf={nameOf}
                titleOf={titleOf}
                isPack={(link) => lines.find((each) => each.link === link)?.kind === "sgtin"}
                onTake={remove}
              />
            )}
            <PackedNotice
              packed={packed}
              takeOff={draft.takeOff}
              titleOf={titleOf}
              onTakeOff={takeOff}
              onWhole={(containers) => void shipping.takeWhole(containers)}
            />
            <section className="grid gap-4">
              <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
                <h2 className="font-semibold">{t("list.title")}</h2>
                {lines.length > 0 && (
                  <Button variant="quiet" onClick={restart}>
                    {t("list.restart")}
                  </Button>
                )}
                {lines.length === 0 && emptied && (
                  <Button variant="quiet" onClick={putBack}>
                    {t("list.putBack", { count: emptied.lines.length })}
                  </Button>
                )}
              </div>
              {lines.length > 0 && (
                <BigCount value={format.number(packs, "count")} of={t("list.of", { packs })} />
              )}
              <ShipLines
                lines={lines}
                levelOf={levelOf}
                nameOf={nameOf}
                blocked={new Set(blocked.map(({ link }) => link))}
                open={new Set([...away, ...(draft.takeOff ? [] : packed.map(({ link }) => link))])}
                onRemove={(link) => remove([link])}
              />
            </section>
          </>
        }
      />
      <KeysDialog open={keys.listed} onOpenChange={keys.setListed} />
      <LiveRegion>{said}</LiveRegion>
    </StationFrame>
  );
}
