import type { EventFacts, Instances, PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import type { PackEffect } from "@/lib/core/pack/effect";
import type { EpcId, EventId, OrgId } from "@/lib/core/pack/ids";
import { bringHere, takeOut } from "./containers";
import type { EntryMode, LedgerTx, Tools } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import type { Pack } from "./unit";

export type Change = { readonly pack: Pack; readonly effect: PackEffect };

/** How the changes of one call are told. Packs that end in the same state share an event unless `apart` parts them. */
export type Recording = {
  readonly event: (facts: EventFacts & Instances, first: Change) => PharmaEvent;
  readonly apart?: (change: Change) => string;
  /** Counterparties of one pack who may read the event. */
  readonly parties?: (pack: Pack) => readonly OrgId[];
  readonly detail?: Readonly<Record<string, string>>;
};

/**
 * Writes what was decided, as many packs at a time as change alike: first out of containers and into custody, then
 * the states, each with its event and log leaf in the caller's transaction. Answers which event tells of each pack.
 */
export async function applyEffects(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  decided: readonly Change[],
  recording: Recording,
  { entry, now }: { readonly entry: EntryMode; readonly now: number },
): Promise<ReadonlyMap<EpcId, EventId>> {
  const changes = decided.filter(({ effect }) => effect.changed);
  const those = (which: (effect: PackEffect) => boolean | undefined) =>
    changes.filter(({ effect }) => which(effect)).map(({ pack }) => pack);
  await takeOut(
    deps,
    tx,
    scope,
    those((effect) => effect.unpackFirst),
    { entry, now },
  );
  await bringHere(
    deps,
    tx,
    scope,
    those((effect) => effect.countInFirst),
    { entry, now },
  );

  const { apart = () => "", parties = () => [], detail } = recording;
  const told = new Map<EpcId, EventId>();
  const groups = groupsOf(changes, (change) => `${change.effect.registryState} ${apart(change)}`);
  for (const [first, ...others] of groups) {
    const group = [first, ...others];
    const { id: eventId, facts } = newEvent(deps, scope, now);
    for (const alike of groupsOf(group, wayOf)) await write(tx, alike, eventId);
    const opened = group.flatMap(({ pack: { id }, effect: { remaining } }) =>
      remaining === undefined ? [] : [{ id, remaining }],
    );
    if (opened.length > 0) await tx.setRemaining(opened);
    await recordEvent(deps, tx, scope, {
      id: eventId,
      event: recording.event({ ...facts, epcs: group.map(({ pack }) => pack.link) }, first),
      units: group.map(({ pack: { id, link } }) => ({ id, link, role: "object" })),
      parties: group.flatMap(({ pack }) => parties(pack)),
      ...(detail ? { detail } : {}),
      entry,
      seq: await tx.nextSeq(),
      now,
    });
    for (const { pack } of group) told.set(pack.id, eventId);
  }
  return told;
}

type Group = readonly [Change, ...Change[]];

/** In the order of their first members, so that every ledger numbers the events alike. */
function groupsOf(changes: readonly Change[], keyOf: (change: Change) => string): readonly Group[] {
  const groups = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    const key = keyOf(change);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}

const ownAfter = ({ pack, effect }: Change) =>
  effect.ownDisposition === undefined ? pack.ownDisposition : effect.ownDisposition;

/** What one compare-and-set can write together. */
const wayOf = (change: Change): string => `${change.pack.state} ${ownAfter(change)}`;

async function write(
  tx: LedgerTx,
  group: Group,
  eventId: Parameters<LedgerTx["setState"]>[0]["eventId"],
): Promise<void> {
  const [first] = group;
  const ids = group.map(({ pack }) => pack.id);
  const own = ownAfter(first);
  const { registryState } = first.effect;
  if (registryState !== undefined) {
    await tx.setState({ ids, from: first.pack.state, to: registryState, own, eventId });
  } else if (own !== first.pack.ownDisposition) {
    await tx.setDisposition(ids, own);
  }
}
