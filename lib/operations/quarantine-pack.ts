import { standingOf } from "@/lib/core/custody/standing";
import { hold as holdEvent } from "@/lib/core/epcis/pharma/hold";
import { packLink } from "@/lib/core/gs1/link";
import { holdId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { custodyOf } from "./containers";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode } from "./ports";
import type { Reading } from "./reading";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import { isPack } from "./unit";

export type QuarantinePack = Command & {
  readonly reading: Reading;
  /** The verdict's reason code. */
  readonly cause: string;
  readonly entry: EntryMode;
};

export type Quarantined = { readonly alertId: string; readonly held: boolean };

/**
 * A pack is set aside. What stands in this site's stock gets a hold; of a pack whose code belongs to one elsewhere
 * only the alert is raised, because holding the genuine one would punish its holder for the copy.
 */
export const quarantinePack = (
  deps: Deps,
  scope: TenantScope,
  command: QuarantinePack,
): Promise<Result<Quarantined, GateCode>> =>
  perform(deps, scope, { action: "quarantine-pack", command }, async (tx, now) => {
    const { reading, cause } = command;
    const link = packLink(reading.gtin, reading.serial);
    const [unit] = await tx.lock([link], "transition");
    const alertId = await tx.raiseAlert({
      id: deps.ids.uuid(),
      siteId: scope.siteId,
      gtin: reading.gtin,
      serial: reading.serial,
      cause,
      personId: scope.personId,
      at: now,
    });
    if (!unit || !isPack(unit)) return ok({ alertId, held: false });
    const here =
      standingOf({ custody: custodyOf(unit, now), ownDisposition: unit.ownDisposition }, scope) === "HERE";
    const already = unit.holds.some((hold) => hold.own && hold.kind === "SUSPECT");
    const goesNowhere = unit.state !== "ACTIVE" && unit.state !== "LOCKED";
    if (!here || already || goesNowhere) return ok({ alertId, held: already });
    await tx.placeHold({
      id: holdId(deps.ids.uuid()),
      epcId: unit.id,
      kind: "SUSPECT",
      reason: cause,
      siteId: scope.siteId,
      personId: scope.personId,
      at: now,
    });
    const { id, facts } = newEvent(deps, scope, now);
    await recordEvent(deps, tx, scope, {
      id,
      event: holdEvent({ ...facts, epcs: [link] }),
      units: [{ id: unit.id, link, role: "object" }],
      parties: [unit.batch.holderId],
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ alertId, held: true });
  });
