import type { OrgId, PersonId, SiteId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { type Capability, PERMISSIONS, type Permission, type Role } from "./permissions";

/** What can be done, named like the operation that does it. */
export type Action = keyof typeof PERMISSIONS;

/** One organisation lets another act for it: which actions, for which products, when. */
export type Delegation = {
  readonly holderId: OrgId;
  /** Names of actions. */
  readonly verbs: readonly string[];
  /** Empty: every product of the holder. */
  readonly productIds: readonly string[];
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number | null;
};

/** Who acts, as a gate has found out; roles and capabilities are those valid now, at the active site. */
export type Actor = {
  /** Null: a machine (API key, worker). */
  readonly personId: PersonId | null;
  readonly orgId: OrgId;
  /** The active site, always shown. */
  readonly siteId: SiteId;
  /** ISO 3166 alpha-2 of the organisation; an authority sees this market only. */
  readonly country: string;
  readonly roles: readonly string[];
  readonly capabilities: readonly string[];
  /** Those made to this organisation. */
  readonly delegations: readonly Delegation[];
};

export type Subject = {
  /** In whose name; absent: the actor's own organisation. */
  readonly actingFor?: OrgId;
  /** Where the goods are worked on; absent: the active site. */
  readonly siteId?: SiteId;
  readonly productId?: string;
  /** Markets (ISO 3166 alpha-2) the subject is on; an authority needs its own among them. */
  readonly markets?: readonly string[];
};

export type Grant = {
  readonly as: "own" | "delegate" | "regulator";
  /** The organisation in whose name the event is captured. */
  readonly onBehalfOf: OrgId;
  /** An authority's look at somebody's data is visible to them, with its reason. */
  readonly reasonRequired: boolean;
};

/** Why: `facts.because` of a FORBIDDEN refusal. */
export type ForbiddenBecause = "CAPABILITY" | "ROLE" | "SITE" | "DELEGATION" | "MARKET";

const overlaps = (held: readonly string[], wanted: readonly (Capability | Role)[]): boolean =>
  held.some((name) => wanted.some((other) => other === name));

/**
 * Whether this actor may do this to that, at `now` (epoch milliseconds). What no row of PERMISSIONS allows is
 * refused. An authority is only ever an authority: it has no goods, so no other row applies to it.
 */
export function can(actor: Actor, action: Action, subject: Subject, now: number): Result<Grant, "FORBIDDEN"> {
  const permission: Permission = PERMISSIONS[action];
  const actingFor = subject.actingFor ?? actor.orgId;
  const own = actingFor === actor.orgId;

  if (overlaps(actor.capabilities, ["regulator"])) {
    if (permission.regulator.length === 0 || !own) return forbid("CAPABILITY");
    if (!overlaps(actor.roles, permission.regulator)) return forbid("ROLE");
    if (subject.markets && !subject.markets.includes(actor.country)) return forbid("MARKET");
    return ok({ as: "regulator", onBehalfOf: actor.orgId, reasonRequired: subject.markets !== undefined });
  }
  if (!overlaps(actor.capabilities, own ? permission.capabilities : permission.delegates)) {
    return forbid("CAPABILITY");
  }
  if (!overlaps(actor.roles, permission.roles)) return forbid("ROLE");
  const elsewhere = subject.siteId !== undefined && subject.siteId !== actor.siteId;
  if (permission.scope === "site" && elsewhere) return forbid("SITE");
  if (!own && !isDelegated(actor, action, actingFor, subject.productId, now)) return forbid("DELEGATION");
  return ok({ as: own ? "own" : "delegate", onBehalfOf: actingFor, reasonRequired: false });
}

/** Without a product the delegation must cover all of them. */
const isDelegated = (
  actor: Actor,
  action: Action,
  holderId: OrgId,
  productId: string | undefined,
  now: number,
): boolean =>
  actor.delegations.some(
    (delegation) =>
      delegation.holderId === holderId &&
      delegation.verbs.includes(action) &&
      (delegation.productIds.length === 0 ||
        (productId !== undefined && delegation.productIds.includes(productId))) &&
      delegation.from <= now &&
      (delegation.to === null || now <= delegation.to),
  );

const SENTENCES: Record<ForbiddenBecause, { readonly message: string; readonly next: string }> = {
  CAPABILITY: {
    message: "Your organisation is not licensed for this.",
    next: "Ask your administrator: a licence may be missing or have run out.",
  },
  ROLE: {
    message: "Your role does not include this.",
    next: "Ask a colleague whose role includes it.",
  },
  SITE: {
    message: "You don't work at that site at the moment.",
    next: "Switch to that site, or ask your administrator for a role there.",
  },
  DELEGATION: {
    message: "That organisation has not delegated this to yours.",
    next: "Ask it to add the delegation, with the products and dates.",
  },
  MARKET: {
    message: "This is not on your market.",
    next: "Ask the authority of that market.",
  },
};

const forbid = (because: ForbiddenBecause): Refused<"FORBIDDEN"> =>
  refuse("FORBIDDEN", SENTENCES[because].message, SENTENCES[because].next, { because });
