import { supply as supplyEvent } from "@/lib/core/epcis/pharma/supply";
import { glnLink, packLink } from "@/lib/core/gs1/link";
import type { EventId } from "@/lib/core/pack/ids";
import { type SupplyCode, supply } from "@/lib/core/pack/supply";
import { ok, type Refusal, type Result } from "@/lib/core/refusal";
import { undoOpenUntil } from "@/lib/core/time/undo-window";
import { bringHere, takeOut } from "./containers";
import { unknownSerial } from "./many-packs";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import { matchOf, type Reading } from "./reading";
import { newEvent, recordEvent } from "./record-event";
import { alertOn, recordRepeat, repeatsOf } from "./repeats";
import type { TenantScope } from "./scope";
import { hereOf, isPack, packFactsOf } from "./unit";

export type DispensePack = Command & { readonly reading: Reading };

export type Dispensed = {
  readonly link: string;
  readonly eventId: EventId;
  /** Epoch milliseconds. */
  readonly undoUntil: number;
};

export type DispensePackCode = GateCode | SupplyCode | "SERIAL_UNKNOWN";

/** T2: the pack is decommissioned. Exactly one of two simultaneous requests wins: the pack is locked. */
export const dispensePack = (
  deps: Deps,
  scope: TenantScope,
  command: DispensePack,
): Promise<Result<Dispensed, DispensePackCode>> =>
  perform(deps, scope, { action: "dispense-pack", command }, async (tx, now) => {
    const { reading } = command;
    const link = packLink(reading.gtin, reading.serial);
    const [unit] = await tx.lock([link], "custody");
    if (!unit || !isPack(unit)) {
      return unknownSerial();
    }
    const here = hereOf(scope);
    const effect = supply({
      facts: packFactsOf(unit, now, await repeatsOf(tx, scope, unit)),
      match: matchOf(reading, unit),
      here,
      now,
    });
    if (!effect.ok) {
      const { refusal } = effect;
      if (refusal.facts?.n !== undefined || isRecalled(refusal)) {
        await recordRepeat(tx, scope, unit, { entry: reading.entry, now });
      }
      await alertOn(deps, tx, scope, [{ refusal, pack: unit }], now);
      return effect;
    }
    if (effect.value.unpackFirst) await takeOut(deps, tx, scope, [unit], { entry: reading.entry, now });
    if (effect.value.countInFirst) await bringHere(deps, tx, scope, [unit], { entry: reading.entry, now });
    const { id, facts } = newEvent(deps, scope, now);
    await tx.setState({
      ids: [unit.id],
      from: unit.state,
      to: "SUPPLIED",
      own: effect.value.ownDisposition ?? null,
      eventId: id,
    });
    await recordEvent(deps, tx, scope, {
      id,
      event: supplyEvent({ ...facts, epcs: [link], bizLocation: glnLink(scope.siteGln) }),
      units: [{ id: unit.id, link, role: "object" }],
      entry: reading.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ link, eventId: id, undoUntil: undoOpenUntil({ eventTime: now, recordTime: now }) });
  });

/** Attempts to supply what is recalled are counted: the recall's board shows who still tries. */
const isRecalled = ({ facts }: Refusal): boolean =>
  facts?.reason === "RECALLED" || facts?.reason === "RECALL_HOLD";
