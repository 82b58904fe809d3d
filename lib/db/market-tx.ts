import type { MarketTx } from "@/lib/operations/market-ports";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import type { Ask, Run } from "./ledger-tx";

const { sql } = Prisma;

/** Recalls, withdrawals and holds on batches and deliveries: one guarded function each (prisma/functions: recalls, holds, products). */
export const marketTx = (ask: Ask, run: Run): MarketTx => ({
  unholdBatch: (id) => run(sql`ledger_unhold_batch(${id}::uuid)`),
  holdSubject({ subject, ...h }) {
    const [batch, shipment] = "batchId" in subject ? [subject.batchId, null] : [null, subject.shipmentId];
    return run(
      sql`ledger_hold_subject(${h.id}::uuid, ${batch}::uuid, ${shipment}::uuid, ${h.kind}, ${h.reason}, ${h.siteId}::uuid, ${h.personId}::uuid, ${timestamp(h.at)}::timestamptz)`,
    );
  },
  lockHold: (id) => ask(sql`ledger_lock_hold(${id}::uuid)`),
  heldShipment: (id) => ask(sql`ledger_held_shipment(${id}::uuid)`),
  prepareRecall({ range, recall, at, ...draft }) {
    const json = JSON.stringify({ ...draft, ...recall, ...range, at: timestamp(at) });
    return run(sql`ledger_prepare_recall(${json}::jsonb)`);
  },
  lockRecall: (id) => ask(sql`ledger_lock_recall(${id}::uuid)`),
  cancelRecall: (id, { personId, at }) =>
    run(sql`ledger_cancel_recall(${id}::uuid, ${personId}::uuid, ${timestamp(at)}::timestamptz)`),
  signRecall: (id, { changes, personId, at }) =>
    run(
      sql`ledger_sign_recall(${id}::uuid, ${JSON.stringify(changes)}::jsonb, ${personId}::uuid, ${timestamp(at)}::timestamptz)`,
    ),
  packsBetween: ({ batchId, from, to, limit }) =>
    ask(sql`ledger_packs_between(${batchId}::uuid, ${from}::bigint, ${to}::bigint, ${limit}::int)`),
  replacingRecalled: (id) => ask(sql`ledger_recall_replacing(${id}::uuid)`),
  recallsOn: (ids) => ask(sql`ledger_recalls_on(${[...ids]}::bigint[])`),
  holdRecalled: (h) =>
    run(
      sql`ledger_hold_recalled(${h.recallId}::uuid, ${[...h.ids]}::bigint[], ${h.siteId}::uuid, ${h.personId}::uuid, ${timestamp(h.at)}::timestamptz)`,
    ),
  recallSites: (id) => ask(sql`ledger_recall_sites(${id}::uuid)`),
  notifyRecall: (id, sites, at) =>
    run(
      sql`ledger_notify_recall(${id}::uuid, ${sites.map(({ siteId }) => siteId)}::uuid[],
        ${sites.map(({ due }) => (due === null ? null : timestamp(due)))}::timestamptz[], ${timestamp(at)}::timestamptz)`,
    ),
  recallsInside: ({ roots, batches }, site) =>
    ask(sql`ledger_recalls_inside(${[...roots]}::bigint[], ${[...batches]}::uuid[], ${site}::uuid)`),
  notifySite: (id, { siteId, due, at }) =>
    run(
      sql`ledger_notify_site(${id}::uuid, ${siteId}::uuid, ${due === null ? null : timestamp(due)}::timestamptz, ${timestamp(at)}::timestamptz)`,
    ),
  madeAllOf: (id) => ask(sql`ledger_made_all(${id}::bigint)`),
  regulated: (ids) => ask(sql`to_jsonb(array(select regulated_units(${[...ids]}::bigint[])::text))`),
  recallAnswers: (id, site) => ask(sql`ledger_recall_answers(${id}::uuid, ${site}::uuid)`),
  answerRecall: (id, { siteId, steps, personId, at }) =>
    run(
      sql`ledger_answer_recall(${id}::uuid, ${siteId}::uuid, ${JSON.stringify(steps)}::jsonb, ${personId}::uuid, ${timestamp(at)}::timestamptz)`,
    ),
  lockProduct: (id) => ask(sql`ledger_lock_product(${id}::uuid)`),
  withdrawProduct: (id, { markets, reason, personId, at }) =>
    run(
      sql`ledger_withdraw_product(${id}::uuid, ${[...markets]}::text[], ${reason}, ${personId}::uuid, ${timestamp(at)}::timestamptz)`,
    ),
});
