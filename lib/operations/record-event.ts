import { canonicalBytes } from "@/lib/core/canonical/canonical-json";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import type { EventFacts, PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { type EventName, indexOf } from "@/lib/core/epcis-query/event-index";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { glnLink, partyLink } from "@/lib/core/gs1/link";
import { type EpcId, type EventId, eventId, type OrgId } from "@/lib/core/pack/ids";
import { buildEntry, EPC_ROLE, type EpcRole, EVENT_KEY_BYTES } from "@/lib/core/proof/leaf";
import { recordOf } from "@/lib/core/proof/record";
import type { PublicStatement } from "@/lib/core/proof/statement";
import { offsetOf } from "@/lib/core/time/zone";
import type { EntryMode, LedgerTx, Tools } from "./ports";
import { has, type TenantScope } from "./scope";

/** A new event's identity, time and place: what every builder of lib/core/epcis/pharma asks for. */
export function newEvent(deps: Tools, scope: TenantScope, now: number): { id: EventId; facts: EventFacts } {
  const id = eventId(deps.ids.uuid());
  return {
    id,
    facts: {
      eventId: `urn:uuid:${id}`,
      eventTime: new Date(now).toISOString(),
      offset: offsetOf(scope.timeZone, now),
      readPoint: glnLink(scope.siteGln),
    },
  };
}

export type Named = { readonly id: EpcId; readonly link: string; readonly role: EpcRole };

export type Capture = {
  readonly id: EventId;
  readonly event: PharmaEvent;
  /** The instances the event names. */
  readonly units: readonly Named[];
  /** Batches and products it names as classes, by link. */
  readonly classes?: readonly string[];
  /** Counterparties who may read the whole event; the capturer always may. */
  readonly parties?: readonly OrgId[];
  readonly detail?: Readonly<Record<string, string>>;
  readonly entry: EntryMode;
  readonly seq: string;
  readonly now: number;
};

/**
 * Writes one event: hashes it, commits to it in a log entry and hands both to the ledger in the transaction that
 * changes the packs, so that there is never the one without the other.
 */
export async function recordEvent(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  capture: Capture,
): Promise<void> {
  const { now, seq } = capture;
  const { actingFor } = scope;
  const event: PharmaEvent = actingFor
    ? { ...capture.event, "packproof:actingFor": partyLink(actingFor.gln) }
    : capture.event;
  // Events are plain JSON by construction; the builders' types only say more than JsonObject does.
  const body = event as unknown as JsonObject;
  const hash = eventHash(event, PACKPROOF_CONTEXT, deps.sha256);
  const record = recordOf(body, {
    capturer: scope.orgId,
    entryMode: capture.entry,
    ledgerSeq: seq,
    recordTime: now,
    site: scope.siteGln,
    actingFor: actingFor?.orgId ?? null,
  });
  const recordHash = deps.sha256(canonicalBytes(record));
  const eventKey = deps.random.bytes(EVENT_KEY_BYTES);
  const statement = statementOf(event, scope, now);
  const leaf = buildEntry(
    {
      kind: "event",
      statement,
      epcs: [
        ...capture.units.map(({ role, link }) => ({ role, link })),
        ...(capture.classes ?? []).map((link) => ({ role: "objectClass" as const, link })),
      ],
      eventHash: hash,
      recordHash,
      eventKey,
      signatures: [],
    },
    deps.sha256,
  );
  await tx.append({
    id: capture.id,
    ledgerSeq: seq,
    eventHash: hash,
    type: event.type,
    action: statement.action,
    bizStep: statement.bizStep,
    disposition: statement.disposition,
    registryState: statement.registryState,
    eventTime: now,
    offset: event.eventTimeZoneOffset,
    recordTime: now,
    readPoint: event.readPoint?.id ?? null,
    bizLocation: event.bizLocation?.id ?? null,
    document: canonicalBytes({ "@context": PACKPROOF_CONTEXT as unknown as JsonObject, ...body }),
    eventKey,
    statement,
    recordHash,
    entry: leaf.entry,
    actingForId: actingFor?.orgId ?? null,
    entryMode: capture.entry,
    effect: "applied",
    detail: capture.detail ?? {},
    epcs: capture.units.map(({ id, role }) => ({ id, role: EPC_ROLE[role] })),
    names: namesBesides(body, capture),
    parties: [...new Set([scope.orgId, ...(actingFor ? [actingFor.orgId] : []), ...(capture.parties ?? [])])],
  });
}

/** What a query finds the event by, but its units, which are found as such, and the id it has here. */
function namesBesides(event: JsonObject, { units, id }: Pick<Capture, "units" | "id">): readonly EventName[] {
  const known = new Set([...units.map(({ link }) => link), `urn:uuid:${id}`]);
  return indexOf(event, PACKPROOF_CONTEXT as unknown as JsonValue).names.filter(
    ({ value }) => !known.has(value),
  );
}

/** Who acts, in one word the public may read; the first capability of this list that the organisation has. */
const ACTOR_KINDS = [
  ["regulator", "regulator"],
  ["pharmacy", "pharmacy"],
  ["hospital", "hospital"],
  ["holder", "maker"],
  ["manufacturer", "maker"],
  ["contract_manufacturer", "maker"],
  ["repackager", "repackager"],
  ["wholesaler", "distributor"],
  ["logistics", "distributor"],
  ["reverse_logistics", "distributor"],
] as const;

function statementOf(event: PharmaEvent, scope: TenantScope, now: number): PublicStatement {
  const kind = ACTOR_KINDS.find(([capability]) => has(scope, capability));
  const state = event["packproof:registryState"];
  return {
    type: event.type,
    action: "action" in event ? event.action : null,
    bizStep: event.bizStep,
    disposition: event.disposition ?? null,
    registryState: typeof state === "string" ? state : null,
    outcome: "applied",
    month: new Date(now).toISOString().slice(0, 7),
    actorKind: kind?.[1] ?? null,
    country: scope.country,
  };
}
