import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import type { EpcFormat } from "@/lib/core/epcis/epc-format";
import type { AuditEntry } from "./ports";
import type { TenantScope } from "./scope";

/** Times are epoch milliseconds. */
export type NamedQuery = {
  readonly name: string;
  /** As it was sent, numbers exact. */
  readonly query: JsonObject;
  readonly createdAt: number;
};

export type NewSubscription = {
  readonly id: string;
  readonly queryName: string;
  readonly dest: string;
  /** What deliveries are signed with. */
  readonly secret: string;
  /** As it was sent; null: as soon as an event is in the log. */
  readonly schedule: JsonValue | null;
  readonly timeZone: string;
  readonly reportIfEmpty: boolean;
  /** Events recorded before it are not told; null: before the subscription was made. */
  readonly initialRecordTime: number | null;
  readonly epcFormat: EpcFormat;
  readonly createdAt: number;
  readonly dueAt: number;
};

export type Subscription = Omit<NewSubscription, "secret"> & {
  readonly lastRunAt: number | null;
  readonly lastNotifiedAt: number | null;
  /** On their way, or given up: the latter stay to be seen. */
  readonly deliveries: readonly DeliveryState[];
};

export type DeliveryState = {
  readonly id: string;
  readonly state: "pending" | "dead";
  readonly eventIds: readonly string[];
  readonly attempts: number;
  readonly triedAt: number | null;
  /** What the last attempt came to, in words. */
  readonly because: string | null;
};

/** Queries that an organisation gave names, and who is sent their events. */
export type NamedQueries = {
  /** False: the name is taken. */
  create(scope: TenantScope, query: NamedQuery, audit: AuditEntry): Promise<boolean>;
  find(scope: TenantScope, name: string): Promise<NamedQuery | null>;
  /** By name, after `after`. */
  list(scope: TenantScope, after: string, limit: number): Promise<readonly NamedQuery[]>;
  /** With its subscriptions. False: there was none. */
  drop(scope: TenantScope, name: string, audit: AuditEntry): Promise<boolean>;
  /** False: there is no such query. */
  subscribe(scope: TenantScope, subscription: NewSubscription, audit: AuditEntry): Promise<boolean>;
  subscription(scope: TenantScope, queryName: string, id: string): Promise<Subscription | null>;
  /** By id, after `after`. */
  subscriptions(
    scope: TenantScope,
    queryName: string,
    after: string | null,
    limit: number,
  ): Promise<readonly Subscription[]>;
  unsubscribe(scope: TenantScope, queryName: string, id: string, audit: AuditEntry): Promise<boolean>;
};
