import type { AnnouncedState, Announcement, ArrivalTx, WaitingUnit } from "@/lib/operations/arrival-ports";
import type { TenantScope } from "@/lib/operations/scope";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import type { Statements } from "./transaction";

const { sql, raw } = Prisma;
const ms = (column: string) => raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** Announcements and goods that wait for data: an organisation's own rows, which row-level security keeps so. */
export const arrivalTx = (tx: Statements, scope: TenantScope): ArrivalTx => ({
  async announce({ lines, announcedAt, ...a }) {
    const made = await tx.count(sql`
      insert into announcement (id, org_id, site_id, sender_gln, despatch_advice, order_number, source, announced_at, person_id)
      values (${a.id}::uuid, ${scope.orgId}::uuid, ${a.siteId}::uuid, ${a.senderGln}, ${a.despatchAdvice}, ${a.orderNumber}, ${a.source},
              ${timestamp(announcedAt)}::timestamptz, ${a.personId}::uuid)
      on conflict (org_id, sender_gln, despatch_advice) do nothing`);
    if (made === 0) return false;
    const states = lines.map((line, i) => ({ ...line, no: i + 1, state: "expected", received: null }));
    tx.send(insertLines(a.id, states as readonly AnnouncedState[]));
    return true;
  },
  async lockAnnouncement(id) {
    const [row] = await tx.rows(
      sql`select id from announcement where id = ${id}::uuid and org_id = ${scope.orgId}::uuid for update`,
    );
    return row ? ((await announcements(tx, sql`a.id = ${id}::uuid`))[0] ?? null) : null;
  },
  async settleAnnouncement(id, { lines, closed, at }) {
    tx.send(insertLines(id, lines));
    tx.send(
      sql`update announcement set closed_at = ${closed ? timestamp(at) : null}::timestamptz where id = ${id}::uuid`,
    );
  },
  waitForData: (units) =>
    tx.count(sql`
      insert into waiting_unit (id, org_id, site_id, link, note, since, person_id, sender_id)
      select (u->>'id')::uuid, ${scope.orgId}::uuid, (u->>'siteId')::uuid, u->>'link', u->>'note', to_timestamp((u->>'since')::float8 / 1000), (u->>'personId')::uuid, (u->>'senderId')::uuid
      from jsonb_array_elements(${JSON.stringify(units)}::jsonb) u
      on conflict (org_id, link) where closed_at is null do nothing`),
  waiting: () =>
    tx.rows<WaitingUnit>(sql`
      select id::text, site_id::text as "siteId", link, note, ${ms("since")} as since, sender_id::text as "senderId"
      from waiting_unit where closed_at is null order by since, link`),
  saidToBeSent: () => tx.ask(sql`said_to_be_sent()`),
  async endWaiting(links, outcome, at) {
    tx.send(sql`
      update waiting_unit set closed_at = ${timestamp(at)}::timestamptz, outcome = ${outcome}
      where org_id = ${scope.orgId}::uuid and link = any(${[...links]}::text[]) and closed_at is null`);
  },
  deliveriesOf: (links) => tx.ask(sql`deliveries_of(${[...links]}::text[])`),
  announcements: (naming) =>
    announcements(
      tx,
      naming
        ? sql`a.closed_at is null and a.id in (select l.announcement_id from announcement_line l where l.link = any(${[...naming]}::text[]))`
        : sql`a.closed_at is null`,
    ),
});

const announcements = (tx: Statements, where: Prisma.Sql) =>
  tx.rows<Announcement>(sql`
    select a.id::text, a.site_id::text as "siteId", a.sender_gln as "senderGln", a.despatch_advice as "despatchAdvice",
           a.order_number as "orderNumber", a.source, ${ms("a.announced_at")} as "announcedAt", ${ms("a.closed_at")} as "closedAt",
           (select coalesce(jsonb_agg(case when l.link is null
                then jsonb_build_object('no', l.no, 'state', l.state, 'received', l.received, 'gtin', l.gtin, 'batch', l.batch, 'quantity', l.quantity)
                else jsonb_build_object('no', l.no, 'state', l.state, 'received', null, 'link', l.link, 'parentLink', l.parent_link) end order by l.no), '[]'::jsonb)
            from announcement_line l where l.announcement_id = a.id) as lines
    from announcement a where ${where} order by a.announced_at, a.despatch_advice limit 500`);

const insertLines = (id: string, lines: readonly AnnouncedState[]): Prisma.Sql => sql`
  insert into announcement_line (announcement_id, no, link, parent_link, gtin, batch, quantity, received, state)
  select ${id}::uuid, (u->>'no')::int, u->>'link', u->>'parentLink', u->>'gtin', u->>'batch', (u->>'quantity')::int, (u->>'received')::int, u->>'state'
  from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) u
  on conflict (announcement_id, no) do update set state = excluded.state, received = excluded.received`;
