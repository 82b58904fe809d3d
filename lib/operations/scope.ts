import type { Actor, Delegation, Licensed } from "@/lib/core/access/can";
import type { Action, Capability, Role } from "@/lib/core/access/permissions";
import type { KeyId, OrgId, PersonId, SiteId } from "@/lib/core/pack/ids";
import { localDay } from "@/lib/core/time/zone";

declare const minted: unique symbol;

/**
 * Who acts, for which organisation, at which site. Every port method asks for one, and only a gate mints it (the
 * session gate, the API-key gate, the demo loader), so a query without a tenant does not compile.
 */
export type TenantScope = {
  /** Whose hand it was, as events keep it: a pseudonym. The id of the API key where no person acts. */
  readonly personId: PersonId;
  /** No person but a machine with a key, which may do no more than these. Absent: a person. */
  readonly key?: { readonly id: KeyId; readonly scopes: readonly Action[] };
  readonly personName: string;
  readonly job: string;
  readonly orgId: OrgId;
  readonly orgName: string;
  readonly siteId: SiteId;
  /** 13 digits. */
  readonly siteGln: string;
  readonly siteName: string;
  readonly siteCity: string;
  /** ISO 3166 alpha-2 of the site: its market decides recalls and withdrawals. */
  readonly country: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly roles: readonly { readonly role: Role; readonly siteId: SiteId | null }[];
  readonly capabilities: readonly Licensed[];
  readonly delegations: readonly Delegation[];
  /** In whose name, when not in its own; GLN of that organisation (operations/acting-for). */
  readonly actingFor?: { readonly orgId: OrgId; readonly gln: string };
  readonly [minted]: true;
};

/** For gates only: whoever calls this has checked who is there. */
export const mintScope = (facts: Omit<TenantScope, typeof minted>): TenantScope => facts as TenantScope;

/** The one who acts at `now` (epoch milliseconds), as the access rules see them. */
export const actorOf = (scope: TenantScope, now: number): Actor => ({
  personId: scope.key ? null : scope.personId,
  ...(scope.key ? { scopes: scope.key.scopes } : {}),
  orgId: scope.orgId,
  siteId: scope.siteId,
  country: scope.country,
  roles: scope.roles,
  capabilities: scope.capabilities,
  delegations: scope.delegations,
  today: localDay(scope.timeZone, now),
});

/** Whether the organisation has this licence at all (its dates are `can`'s question). */
export const has = (scope: TenantScope, capability: Capability): boolean =>
  scope.capabilities.some((licence) => licence.capability === capability);
