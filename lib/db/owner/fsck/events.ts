import { equalBytes } from "@/lib/core/bytes/bytes";
import { canonicalBytes } from "@/lib/core/canonical/canonical-json";
import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { ownOf, rolesOf, type Told, toldOf } from "@/lib/core/capture/told";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { buildEntry, EPC_ROLE, type EpcRef, type EpcRole } from "@/lib/core/proof/leaf";
import { recordOf } from "@/lib/core/proof/record";
import type { PublicStatement } from "@/lib/core/proof/statement";
import type { Fsck } from "./context";

type EventRow = {
  readonly id: string;
  readonly event_hash: string;
  readonly type: string;
  readonly action: string | null;
  readonly biz_step: string | null;
  readonly disposition: string | null;
  readonly registry_state: string | null;
  /** What another system calls it; null: the ledger's own. */
  readonly name: string | null;
  readonly is_correction: boolean;
  readonly effect: string;
  readonly event_time: Date;
  readonly record_time: Date;
  readonly document: Buffer;
  readonly event_key: Buffer;
  readonly statement: PublicStatement;
  readonly record_hash: Buffer;
  readonly entry: Buffer;
  readonly capturer_id: string;
  readonly gln: string;
  readonly acting_for_id: string | null;
  readonly entry_mode: string;
  readonly ledger_seq: string;
};

/** A page of documents takes so much memory at most, unless one alone takes more. */
const PAGE_BYTES = 8_000_000;
const PAGE_EVENTS = 1_000;

const ROLES = new Map<number, EpcRole>(
  Object.entries(EPC_ROLE).map(([role, byte]) => [byte, role as EpcRole]),
);

/** Every hash of every event once more, from its document and its key: CBV hash, record hash, log entry. */
export async function checkEvents(fsck: Fsck): Promise<void> {
  let after = "-1";
  for (let done = 0; ; ) {
    const events = await fsck.rows<EventRow>(
      `select e.*, s.gln, x.effect from (
         select *, sum(octet_length(document)) over (order by ledger_seq) as bytes, row_number() over (order by ledger_seq) as n
         from (select * from event where ledger_seq > $1 order by ledger_seq limit ${PAGE_EVENTS}) page) e
       left join site s on s.id = e.site_id left join event_effect x on x.event_id = e.id where e.bytes <= ${PAGE_BYTES} or e.n = 1 order by e.ledger_seq`,
      [after],
    );
    const last = events.at(-1);
    if (!last) return;
    const units = await unitsOf(fsck, events);
    for (const event of events) await checkEvent(fsck, event, units.get(event.id) ?? []);
    after = last.ledger_seq;
    done += events.length;
    fsck.progress(done);
  }
}

async function unitsOf(fsck: Fsck, events: readonly EventRow[]): Promise<Map<string, EpcRef[]>> {
  const rows = await fsck.rows<{ event_id: string; role: number; link: string }>(
    `select n.event_id, n.role, u.link from event_epc n join epc u on u.id = n.epc_id where n.event_id = any($1::uuid[])`,
    [events.map(({ id }) => id)],
  );
  const units = new Map<string, EpcRef[]>();
  for (const { event_id, role, link } of rows) {
    const list = units.get(event_id) ?? [];
    if (list.length === 0) units.set(event_id, list);
    list.push({ role: ROLES.get(role) ?? "object", link });
  }
  return units;
}

async function checkEvent(fsck: Fsck, event: EventRow, units: readonly EpcRef[]): Promise<void> {
  const { sha256 } = fsck.primitives;
  const subject = `event ${event.id}`;
  const parsed = parseExact(event.document.toString("utf8"));
  if (!parsed.ok || !isObject(parsed.value)) {
    fsck.found("EVENT_HASH_WRONG", subject, "its document is no JSON object");
    return;
  }
  const { "@context": context, ...body } = parsed.value;
  const hash = eventHash(body, context, sha256);
  if (hash !== event.event_hash) {
    fsck.found("EVENT_HASH_WRONG", subject, `kept ${event.event_hash}, its document gives ${hash}`);
  }
  const record = recordOf(body, {
    capturer: event.capturer_id,
    entryMode: event.entry_mode,
    ledgerSeq: event.ledger_seq,
    recordTime: event.record_time.getTime(),
    site: event.gln,
    actingFor: event.acting_for_id,
  });
  const recordHash = sha256(canonicalBytes(record));
  if (!equalBytes(recordHash, event.record_hash)) {
    fsck.found("RECORD_HASH_WRONG", subject, "who captured it, where, when or how is not what it was");
  }
  const told = toldOf(body, context);
  const { entry } = buildEntry(
    {
      kind: "event",
      statement: event.statement,
      epcs: [...units, ...told.classes.map(({ role, link }) => ({ role, link }))],
      eventHash: event.event_hash,
      recordHash: event.record_hash,
      eventKey: event.event_key,
      signatures: [],
    },
    sha256,
  );
  if (!equalBytes(entry, event.entry)) {
    fsck.found("ENTRY_WRONG", subject, "its statement, units, hashes and key give another entry");
  }
  if (!namesThem(event, told, units)) {
    fsck.found(
      "EVENT_UNITS_DIFFER",
      subject,
      `its document names ${rolesOf(told).length}, its rows ${units.length}`,
    );
  }
  checkColumns(fsck, subject, event, told);
  await checkBatch(fsck, subject, event, body);
}

const keyed = (units: readonly EpcRef[]): readonly string[] =>
  [...new Set(units.map(({ role, link }) => `${role} ${link}`))].sort();

/**
 * The document names the rows' units, and no other ones where the event was applied. What another system told may empty
 * a container without naming what was in it.
 */
function namesThem(event: EventRow, told: Told, units: readonly EpcRef[]): boolean {
  const named = new Set(keyed(rolesOf(told)));
  const kept = keyed(units).filter((unit) => !(told.children.length === 0 && unit.startsWith("child ")));
  return kept.every((unit) => named.has(unit)) && (event.effect === "observed" || kept.length === named.size);
}

/** A replay reads the columns: they must say what the document says. */
function checkColumns(fsck: Fsck, subject: string, event: EventRow, told: Told): void {
  const columns = {
    type: event.type,
    action: event.action,
    bizStep: event.biz_step,
    disposition: event.disposition,
  };
  for (const [member, kept] of Object.entries(columns)) {
    const said = told[member as keyof typeof columns];
    if (said !== kept)
      fsck.found("EVENT_COLUMNS_DIFFER", subject, `${member}: kept ${kept}, its document says ${said}`);
  }
  // Other systems need not say our state: then the column is what the ledger made of the event, nothing when observed.
  const state = ownOf(told, "registryState");
  const made = event.effect === "applied" && !event.is_correction ? event.registry_state : state;
  if (state !== made && (state !== null || event.name === null)) {
    fsck.found(
      "EVENT_COLUMNS_DIFFER",
      subject,
      `registryState: kept ${event.registry_state}, its document says ${state}`,
    );
  }
  if (told.eventTime !== event.event_time.getTime()) {
    fsck.found(
      "EVENT_COLUMNS_DIFFER",
      subject,
      `kept at ${event.event_time.toISOString()}, its document says ${new Date(told.eventTime).toISOString()}`,
    );
  }
}

/** Packs stay in the batch that their commissioning names. */
async function checkBatch(fsck: Fsck, subject: string, event: EventRow, { ilmd }: JsonObject): Promise<void> {
  const lot = isObject(ilmd) ? ilmd["cbvmda:lotNumber"] : undefined;
  if (event.biz_step !== "commissioning" || typeof lot !== "string") return;
  const others = await fsck.rows<{ link: string; number: string | null }>(
    `select u.link, b.number from event_epc n join epc u on u.id = n.epc_id left join batch b on b.id = u.batch_id
     where n.event_id = $1 and b.number is distinct from $2`,
    [event.id, lot],
  );
  for (const { link, number } of others) {
    fsck.found(
      "EVENT_BATCH_DIFFERS",
      link,
      `stands in batch ${number}, was commissioned into ${lot} (${subject})`,
    );
  }
}
