import { utf8 } from "@/lib/core/bytes/bytes";
import { canonicalBytes } from "@/lib/core/canonical/canonical-json";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import type { EventFacts, PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { type EventName, indexOf } from "@/lib/core/epcis-query/event-index";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { glnLink, partyLink } from "@/lib/core/gs1/link";
import { type EpcId, type EventId, eventId, type OrgId } from "@/lib/core/pack/ids";
import { buildEntry, EPC_ROLE, type EpcRef, type EpcRole, EVENT_KEY_BYTES } from "@/lib/core/proof/leaf";
import { recordOf } from "@/lib/core/proof/record";
import { offsetOf } from "@/lib/core/time/zone";
import type { GivenEvent } from "./capture-ports";
import { documentOf } from "./given-event";
import type { EntryMode, EventRecord, LedgerTx, Tools } from "./ports";
import { publicStatementOf } from "./public-statement";
import type { TenantScope } from "./scope";

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
 * changes the packs, so that there is never the one without the other. Where another system has told the same event,
 * its document is what is kept.
 */
export async function recordEvent(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  capture: Capture,
): Promise<void> {
  const { actingFor } = scope;
  const event: PharmaEvent = actingFor
    ? { ...capture.event, "packproof:actingFor": partyLink(actingFor.gln) }
    : capture.event;
  const state = event["packproof:registryState"];
  const registryState = typeof state === "string" ? state : null;
  const given = deps.capturing?.inPlaceOf(event, capture.id);
  if (given) return recordGiven(deps, tx, scope, given, { ...capture, registryState, effect: "applied" });
  // Events are plain JSON by construction; the builders' types only say more than JsonObject does.
  const body = event as unknown as JsonObject;
  await record(deps, tx, scope, {
    ...capture,
    body,
    classes: (capture.classes ?? []).map((link) => ({ role: "objectClass", link })),
    context: OWN_CONTEXT,
    document: canonicalBytes({ "@context": OWN_CONTEXT, ...body }),
    hash: eventHash(event, PACKPROOF_CONTEXT, deps.sha256),
    name: null,
    isCorrection: false,
    corrects: null,
    effect: "applied",
    type: event.type,
    action: "action" in event ? event.action : null,
    bizStep: event.bizStep,
    disposition: event.disposition ?? null,
    registryState,
    eventTime: capture.now,
    offset: event.eventTimeZoneOffset,
    readPoint: event.readPoint?.id ?? null,
    bizLocation: event.bizLocation?.id ?? null,
  });
}

/** Writes an event in the words of whoever told it. */
export const recordGiven = (
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  given: GivenEvent,
  capture: Omit<Capture, "event" | "classes"> & Pick<Telling, "effect" | "registryState">,
): Promise<void> => {
  const { body, context, hash, name, corrects, told } = given;
  return record(deps, tx, scope, {
    ...capture,
    body,
    classes: told.classes.map(({ role, link }) => ({ role, link })),
    context,
    document: utf8(documentOf(given)),
    hash,
    name,
    isCorrection: told.declaration !== null,
    corrects,
    type: told.type,
    action: told.action,
    bizStep: told.bizStep,
    disposition: told.disposition,
    eventTime: told.eventTime,
    offset: told.offset,
    readPoint: told.readPoint,
    bizLocation: told.bizLocation,
  });
};

const OWN_CONTEXT = PACKPROOF_CONTEXT as unknown as JsonValue;

/** One event as it is written, whoever worded it. */
type Telling = Omit<Capture, "event" | "classes"> &
  Pick<
    EventRecord,
    | "type"
    | "action"
    | "bizStep"
    | "disposition"
    | "registryState"
    | "eventTime"
    | "offset"
    | "readPoint"
    | "bizLocation"
    | "document"
    | "name"
    | "isCorrection"
    | "corrects"
    | "effect"
  > & {
    readonly classes: readonly EpcRef[];
    readonly body: JsonObject;
    readonly context: JsonValue;
    readonly hash: string;
  };

async function record(deps: Tools, tx: LedgerTx, scope: TenantScope, telling: Telling): Promise<void> {
  const {
    id,
    body,
    context: _,
    hash,
    now,
    seq,
    units,
    classes,
    parties = [],
    detail = {},
    entry,
    ...columns
  } = telling;
  const { actingFor } = scope;
  const known = recordOf(body, {
    capturer: scope.orgId,
    entryMode: entry,
    ledgerSeq: seq,
    recordTime: now,
    site: scope.siteGln,
    actingFor: actingFor?.orgId ?? null,
  });
  const recordHash = deps.sha256(canonicalBytes(known));
  const eventKey = deps.random.bytes(EVENT_KEY_BYTES);
  const statement = publicStatementOf(telling, scope);
  const leaf = buildEntry(
    {
      kind: "event",
      statement,
      epcs: [...units.map(({ role, link }) => ({ role, link })), ...classes],
      eventHash: hash,
      recordHash,
      eventKey,
      signatures: [],
    },
    deps.sha256,
  );
  await tx.append({
    ...columns,
    id,
    ledgerSeq: seq,
    eventHash: hash,
    recordTime: now,
    eventKey,
    statement,
    recordHash,
    entry: leaf.entry,
    actingForId: actingFor?.orgId ?? null,
    entryMode: entry,
    detail,
    epcs: units.map((unit) => ({ id: unit.id, role: EPC_ROLE[unit.role] })),
    names: namesBesides(telling),
    parties: [...new Set([scope.orgId, ...(actingFor ? [actingFor.orgId] : []), ...parties])],
  });
}

/** What a query finds the event by, but its units, which are found as such, and the id it has here. */
function namesBesides({ body, context, units, id, name }: Telling): readonly EventName[] {
  const known = new Set([...units.map(({ link }) => link), `urn:uuid:${id}`]);
  const named = indexOf(body, context).names.filter(({ value }) => !known.has(value));
  // One without an eventID is called by its hash.
  return name === null || named.some(({ member }) => member === "eventID")
    ? named
    : [...named, { member: "eventID", value: name, type: "" }];
}
