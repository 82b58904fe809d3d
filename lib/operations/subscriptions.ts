import { toHex } from "@/lib/core/bytes/hex";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import type { EpcFormat } from "@/lib/core/epcis/epc-format";
import { nextRun } from "@/lib/core/epcis-query/next-run";
import type { Paging } from "@/lib/core/epcis-query/paging";
import type { SubscriptionControls } from "@/lib/core/epcis-query/schedule";
import { ok, type Refused, refuse } from "@/lib/core/refusal";
import { look } from "./gate";
import { audited, QUERY_UNKNOWN, type QueryDeps } from "./named-queries";
import type { NewSubscription, Subscription } from "./named-query-ports";
import { paged } from "./pages";
import type { Ids } from "./ports";
import type { TenantScope } from "./scope";

type Deps = QueryDeps & { readonly ids: Ids };

export type Subscribing = {
  readonly queryName: string;
  /** An address that the caller has checked. */
  readonly dest: string;
  /** Null: one is made up. */
  readonly signatureToken: string | null;
  readonly controls: SubscriptionControls;
  /** The schedule as it was sent. */
  readonly schedule: JsonValue | null;
  readonly epcFormat: EpcFormat;
};

const SECRET_BYTES = 24;

/**
 * Has the events of a named query sent somewhere from now on, or from initialRecordTime on, by schedule or as they come
 * (EPCIS 2.0, POST /queries/{name}/subscriptions). The secret that deliveries are signed with is told once, here.
 */
export const subscribe = (deps: Deps, scope: TenantScope, asked: Subscribing) =>
  look(deps, scope, "manage-subscriptions", async (now) => {
    const { queryName, dest, controls, schedule, epcFormat } = asked;
    const { trigger, reportIfEmpty, initialRecordTime } = controls;
    const dueAt = trigger.kind === "stream" ? now : nextRun(trigger.schedule, now, scope.timeZone);
    if (dueAt === null)
      return refuse(
        "SUBSCRIPTION_CONTROLS",
        "The subscription's schedule names a time that never comes.",
        "Correct it and subscribe again.",
        { member: "schedule" },
      );
    const secret = asked.signatureToken ?? toHex(deps.random.bytes(SECRET_BYTES));
    const subscription: NewSubscription = {
      id: deps.ids.uuid(),
      queryName,
      dest,
      secret,
      schedule,
      timeZone: scope.timeZone,
      reportIfEmpty,
      initialRecordTime: initialRecordTime === null ? null : Date.parse(initialRecordTime),
      epcFormat,
      createdAt: now,
      dueAt,
    };
    const { id } = subscription;
    const host = new URL(dest).host;
    const made = await deps.queries.subscribe(
      scope,
      subscription,
      audited("subscribe", { queryName, id, host }, now),
    );
    return made ? ok(subscription) : QUERY_UNKNOWN;
  });

export const listSubscriptions = (deps: QueryDeps, scope: TenantScope, queryName: string, paging: Paging) =>
  look(deps, scope, "manage-subscriptions", async () => {
    if (!(await deps.queries.find(scope, queryName))) return QUERY_UNKNOWN;
    return paged<string, Subscription, never>(
      deps,
      scope,
      { question: JSON.stringify(["subscriptions", queryName]), paging, first: "start" },
      async (after, perPage) => {
        const from = after === "start" ? null : after;
        const found = await deps.queries.subscriptions(scope, queryName, from, perPage + 1);
        const items = found.slice(0, perPage);
        return ok({ items, next: found.length > perPage ? (items.at(-1)?.id ?? null) : null });
      },
    );
  });

const UNKNOWN: Refused<"SUBSCRIPTION_UNKNOWN"> = refuse(
  "SUBSCRIPTION_UNKNOWN",
  "This query has no such subscription.",
  "GET its subscriptions to see those there are.",
);
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Named = { readonly queryName: string; readonly id: string };

export const viewSubscription = (deps: QueryDeps, scope: TenantScope, { queryName, id }: Named) =>
  look(deps, scope, "manage-subscriptions", async () => {
    const found = ID.test(id) ? await deps.queries.subscription(scope, queryName, id) : null;
    return found ? ok(found) : UNKNOWN;
  });

export const unsubscribe = (deps: QueryDeps, scope: TenantScope, { queryName, id }: Named) =>
  look(deps, scope, "manage-subscriptions", async (now) => {
    const audit = audited("unsubscribe", { queryName, id }, now);
    return ID.test(id) && (await deps.queries.unsubscribe(scope, queryName, id, audit)) ? ok(null) : UNKNOWN;
  });
