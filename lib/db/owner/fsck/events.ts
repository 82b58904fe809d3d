import { equalBytes } from "@/lib/core/bytes/bytes";
import { canonicalBytes } from "@/lib/core/canonical/canonical-json";
import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
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
      `select e.*, s.gln from (
         select *, sum(octet_length(document)) over (order by ledger_seq) as bytes, row_number() over (order by ledger_seq) as n
         from (select * from event where ledger_seq > $1 order by ledger_seq limit ${PAGE_EVENTS}) page) e
       left join site s on s.id = e.site_id where e.bytes <= ${PAGE_BYTES} or e.n = 1 order by e.ledger_seq`,
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
  const named = namedBy(body);
  const { entry } = buildEntry(
    {
      kind: "event",
      statement: event.statement,
      epcs: [...units, ...named.filter(({ role }) => EPC_ROLE[role] >= EPC_ROLE.objectClass)],
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
  const instances = named.filter(({ role }) => EPC_ROLE[role] < EPC_ROLE.objectClass);
  if (!sameUnits(instances, units)) {
    fsck.found(
      "EVENT_UNITS_DIFFER",
      subject,
      `its document names ${instances.length}, its rows ${units.length}`,
    );
  }
  checkColumns(fsck, subject, event, body);
  await checkBatch(fsck, subject, event, body);
}

const keyed = (units: readonly EpcRef[]): readonly string[] =>
  [...new Set(units.map(({ role, link }) => `${role} ${link}`))].sort();

function sameUnits(a: readonly EpcRef[], b: readonly EpcRef[]): boolean {
  const [left, right] = [keyed(a), keyed(b)];
  return left.length === right.length && left.every((unit, i) => unit === right[i]);
}

const texts = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
const classes = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value)
    ? texts(value.map((element) => (isObject(element) ? (element.epcClass ?? null) : null)))
    : [];

/** Everything an EPCIS event names in its "what", by role. */
function namedBy(body: JsonObject): readonly EpcRef[] {
  const parent = body.parentID;
  const told: readonly (readonly [EpcRole, readonly string[]])[] = [
    ["object", texts(body.epcList)],
    ["parent", typeof parent === "string" ? [parent] : []],
    ["child", texts(body.childEPCs)],
    ["input", texts(body.inputEPCList)],
    ["output", texts(body.outputEPCList)],
    ["objectClass", classes(body.quantityList)],
    ["childClass", classes(body.childQuantityList)],
    ["inputClass", classes(body.inputQuantityList)],
    ["outputClass", classes(body.outputQuantityList)],
  ];
  return told.flatMap(([role, links]) => links.map((link) => ({ role, link: normaliseIdentifier(link) })));
}

/** A replay reads the columns: they must say what the document says. */
function checkColumns(fsck: Fsck, subject: string, event: EventRow, body: JsonObject): void {
  const columns = {
    type: event.type,
    action: event.action,
    bizStep: event.biz_step,
    disposition: event.disposition,
    "packproof:registryState": event.registry_state,
  };
  for (const [member, kept] of Object.entries(columns)) {
    const told = body[member] ?? null;
    if (told !== kept)
      fsck.found("EVENT_COLUMNS_DIFFER", subject, `${member}: kept ${kept}, its document says ${told}`);
  }
  const told = Date.parse(String(body.eventTime));
  if (told !== event.event_time.getTime()) {
    fsck.found(
      "EVENT_COLUMNS_DIFFER",
      subject,
      `kept at ${event.event_time.toISOString()}, its document says ${body.eventTime}`,
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
