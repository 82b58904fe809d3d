import { shipmentId } from "@/lib/core/pack/ids";
import type { DeliverySummary, Desk, LogStatus, PrintJob, TodayLine } from "@/lib/operations/desk-ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { Database, PrismaTx } from "./database";
import { Prisma } from "./generated/client";
import { askJson, timestamp } from "./json";
import { withScope } from "./scoped";

const { sql } = Prisma;

/** Lists for the desk's screens, on Postgres. */
export function postgresDesk(db: Database): Desk {
  const ask = <Value>(scope: TenantScope, call: Prisma.Sql): Promise<Value> =>
    withScope(db, scope, (tx) => askJson<Value>(tx, call));
  return {
    batches: (scope) => ask(scope, sql`my_batches()`),
    batchSerials: (scope, id, after, limit) =>
      ask(scope, sql`my_batch_serials(${id}::uuid, ${limit}::int, ${after}::bigint)`),
    batchNow: (scope, id) => ask(scope, sql`batch_now(${id}::uuid)`),
    prints: (scope, id) => ask<readonly PrintJob[]>(scope, sql`batch_prints(${id}::uuid)`),
    stock: (scope, site) => ask(scope, sql`my_stock(${site}::uuid)`),
    deliveries: (scope, direction, limit) =>
      withScope(db, scope, (tx) => deliveries(tx, scope, direction, limit)),
    openDeliveryWith: (scope, root) =>
      withScope(db, scope, async (tx) => {
        const rows = await tx.$queryRaw<{ id: string }[]>`
          select s.id::text from shipment s join shipment_line l on l.shipment_id = s.id
          where l.epc_id = ${root}::bigint and l.state = 'expected' and s.state in ('OPEN', 'PARTLY_RECEIVED')
            and s.receiver_id = ${scope.orgId}::uuid and s.receiver_site_id = ${scope.siteId}::uuid`;
        return rows[0] ? shipmentId(rows[0].id) : null;
      }),
    today: (scope, since, limit) => withScope(db, scope, (tx) => today(tx, scope, since, limit)),
    exceptions: (scope) => ask(scope, sql`my_exceptions(${scope.siteId}::uuid)`),
    alerts: (scope, limit) =>
      withScope(
        db,
        scope,
        (tx) => tx.$queryRaw`
          select a.id::text, a.gtin, a.serial, p.name || ' ' || p.strength as product, a.cause, a.state, a.count,
                 (extract(epoch from a.raised_at) * 1000)::float8 as "raisedAt", a.org_id::text as "raisedByOrgId", a.site_id::text as "siteId"
          from alert a left join product p on p.gtin = a.gtin where a.state <> 'CLOSED' order by a.raised_at desc limit ${limit}`,
      ),
    colleagues: (scope) =>
      withScope(db, scope, (tx) =>
        tx.person.findMany({ select: { id: true, name: true, job: true }, orderBy: { name: "asc" } }),
      ),
    tray: (scope, station) => ask(scope, sql`demo_tray(${scope.siteId}::uuid, ${station})`),
    log: () => logStatus(db),
    recallNow: (scope, id) => ask(scope, sql`recall_now(${id}::uuid)`),
    recallUnaccounted: (scope, id, limit) => ask(scope, sql`recall_unaccounted(${id}::uuid, ${limit}::int)`),
    recallReplacements: (scope, id, limit) =>
      ask(scope, sql`recall_replacements(${id}::uuid, ${limit}::int)`),
    recallAttempts: (scope, id, limit) => ask(scope, sql`recall_attempts(${id}::uuid, ${limit}::int)`),
    recallWays: (scope, id) => ask(scope, sql`recall_ways(${id}::uuid)`),
    recallUnitsHere: (scope, id, limit) =>
      ask(scope, sql`recall_units_here(${id}::uuid, ${scope.siteId}::uuid, ${limit}::int)`),
  };
}

const deliveries = (tx: PrismaTx, scope: TenantScope, direction: "in" | "out", limit: number) =>
  tx.$queryRaw<DeliverySummary[]>`
    select s.id::text, s.despatch_advice as "despatchAdvice", s.order_number as "orderNumber", s.purpose, s.state,
           o.name as partner, si.name || ', ' || si.city as "partnerSite",
           (select count(*)::int from shipment_line l where l.shipment_id = s.id) as units, s.pack_count as packs,
           (select coalesce(sum(l.pack_count), 0)::int from shipment_line l where l.shipment_id = s.id and l.state = 'missing') as missing,
           (extract(epoch from s.shipped_at) * 1000)::float8 as "shippedAt",
           (extract(epoch from s.received_at) * 1000)::float8 as "receivedAt"
    from shipment s
    join organisation o on o.id = case when ${direction} = 'in' then s.sender_id else s.receiver_id end
    join site si on si.id = case when ${direction} = 'in' then s.sender_site_id else s.receiver_site_id end
    where case when ${direction} = 'in' then s.receiver_site_id else s.sender_site_id end = ${scope.siteId}::uuid
    order by (s.state in ('OPEN', 'PARTLY_RECEIVED')) desc, s.shipped_at desc limit ${limit}`;

const today = (tx: PrismaTx, scope: TenantScope, since: number, limit: number) =>
  tx.$queryRaw<TodayLine[]>`
    select e.id::text as "eventId", (extract(epoch from e.event_time) * 1000)::float8 as at, e.biz_step as "bizStep",
           e.registry_state as "registryState", e.action, e.type, e.statement,
           (select o.name from event_party p join organisation o on o.id = p.org_id
            where p.event_id = e.id and p.org_id <> e.capturer_id limit 1) as partner,
           (select count(*)::int from jsonb_array_elements_text(
              coalesce(convert_from(e.document, 'UTF8')::jsonb->'epcList', convert_from(e.document, 'UTF8')::jsonb->'childEPCs', '[]'::jsonb))) as units,
           case when l.index is null then 'recorded'
                when exists (select from anchor a where a.log_id = l.log_id and a.size > l.index and a.state = 'final') then 'final'
                when exists (select from anchor a where a.log_id = l.log_id and a.size > l.index and a.state = 'mined') then 'anchored'
                else 'logged' end as level
    from event e left join log_leaf l on l.event_id = e.id
    where e.capturer_id = ${scope.orgId}::uuid and e.site_id = ${scope.siteId}::uuid and e.record_time >= ${timestamp(since)}::timestamptz
    order by e.ledger_seq desc limit ${limit}`;

async function logStatus({ prisma }: Database): Promise<LogStatus> {
  const [head, anchor, beat, backlog] = await Promise.all([
    prisma.logState.findFirst({ select: { logId: true, origin: true, size: true } }),
    prisma.anchor.findFirst({ where: { state: { in: ["mined", "final"] } }, orderBy: { size: "desc" } }),
    prisma.heartbeat.findUnique({ where: { process: "worker" } }),
    askJson<{ waiting: number }>(prisma, sql`log_backlog()`),
  ]);
  const uncovered =
    head &&
    (await prisma.logLeaf.findUnique({
      where: { logId_index: { logId: head.logId, index: anchor?.size ?? 0n } },
      select: { loggedAt: true },
    }));
  const detail = beat?.detail as { log?: string; chain?: string; because?: string | null } | undefined;
  return {
    origin: head?.origin ?? null,
    size: String(head?.size ?? 0n),
    waiting: backlog.waiting,
    unanchoredSince: uncovered?.loggedAt.getTime() ?? null,
    anchored: anchor && {
      size: String(anchor.size),
      at: anchor.updatedAt.getTime(),
      block: anchor.block === null ? null : String(anchor.block),
      final: anchor.state === "final",
    },
    worker: beat && {
      at: beat.at.getTime(),
      log: detail?.log ?? "growing",
      chain: detail?.chain ?? "reached",
      because: detail?.because ?? null,
    },
  };
}
