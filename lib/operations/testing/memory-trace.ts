import type { EpcId } from "@/lib/core/pack/ids";
import type { Trace, TraceEvent } from "../reading-ports";
import type { TenantScope } from "../scope";
import { PEOPLE } from "./cast";
import { regulatesUnit } from "./memory-authority";
import { byLink, type EventRow, must, rootOf, type State, siteOfCast } from "./memory-state";
import { mayTouch, organisationName, unitOf } from "./memory-units";

type Span = { readonly epc: EpcId; readonly from: bigint; readonly to: bigint; readonly level: number };
const FOREVER = 2n ** 63n - 1n;
const byValue = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** The unit itself for ever, and each container for as long as the unit was in it, by the ledger's order. */
export function spansOf(state: State, epc: EpcId): readonly Span[] {
  const spans: Span[] = [{ epc, from: 0n, to: FOREVER, level: 0 }];
  for (const span of spans) {
    for (const { child, parent, from, to } of state.intervals) {
      if (child !== span.epc) continue;
      // Bigints: Math.max does not take them.
      const [, start = from] = [from, span.from].sort(byValue);
      const [end = span.to] = [to ?? FOREVER, span.to].sort(byValue);
      if (start < end) spans.push({ epc: parent, from: start, to: end, level: span.level + 1 });
    }
  }
  return spans;
}

/** Events of the unit and its containers while it was in them, each once, with the nearest level. */
export function stepsOf(
  state: State,
  epc: EpcId,
): readonly { readonly event: EventRow; readonly level: number }[] {
  const spans = spansOf(state, epc);
  return [...state.events.values()]
    .flatMap((event) => {
      const seq = BigInt(event.ledgerSeq);
      const levels = spans
        .filter(
          ({ epc: id, from, to }) => from <= seq && seq < to && event.epcs.some((named) => named.id === id),
        )
        .map(({ level }) => level);
      return levels.length > 0 ? [{ event, level: Math.min(...levels) }] : [];
    })
    .sort((a, b) => (BigInt(a.event.ledgerSeq) < BigInt(b.event.ledgerSeq) ? -1 : 1));
}

export function traceOf(state: State, scope: TenantScope, link: string): Trace | null {
  const row = byLink(state, link);
  if (!row) return null;
  const org = scope.orgId;
  const steps = stepsOf(state, row.id);
  const batch = row.batchId && must(state.batches.get(row.batchId), "batch");
  const may =
    steps.some(({ event }) => event.parties.includes(org)) ||
    (batch && batch.holderId === org) ||
    mayTouch(state, org, rootOf(state, row.id)) ||
    regulatesUnit(state, org, row.id);
  if (!may) return { unit: null, events: null, owner: batch ? organisationName(batch.holderId) : null };
  return {
    unit: unitOf(state, row),
    events: steps.map(({ event, level }) => shown(event, level, scope)),
    owner: null,
  };
}

function shown(event: EventRow, level: number, scope: TenantScope): TraceEvent {
  const party = event.parties.includes(scope.orgId);
  const mine = event.capturerId === scope.orgId;
  const { site } = must(siteOfCast(event.siteId), "site");
  return {
    eventId: event.id,
    seq: event.ledgerSeq,
    level,
    party,
    mine,
    statement: event.statement,
    type: event.type,
    bizStep: event.bizStep,
    disposition: event.disposition,
    registryState: event.registryState,
    eventTime: party ? event.eventTime : null,
    recordTime: party ? event.recordTime : null,
    offset: party ? event.offset : null,
    organisation: party ? organisationName(event.capturerId) : null,
    orgId: party ? event.capturerId : null,
    site: party ? `${site.name}, ${site.city}` : null,
    gln: party ? site.gln : null,
    entryMode: party ? event.entryMode : null,
    person: mine ? (PEOPLE.find(({ personId }) => personId === event.personId)?.personName ?? null) : null,
    leafIndex: null,
  };
}
