import type { OrgId, PersonId, ProductId, SiteId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { LocalDay } from "@/lib/core/time/zone";
import { type Action, type Capability, PERMISSIONS, type Permission, type Role } from "./permissions";

export type Licensed = {
  readonly capability: Capability;
  readonly validFrom: LocalDay;
  readonly validTo: LocalDay | null;
};

/** One organisation lets another act for it: which verbs, for which products, when. */
export type Delegation = {
  readonly from: OrgId;
  readonly to: OrgId;
  readonly actions: readonly Action[];
  /** Null: all products of `from`. */
  readonly products: readonly ProductId[] | null;
  readonly validFrom: LocalDay;
  readonly validTo: LocalDay | null;
};

/** Who acts; minted by the session gate or the API-key gate only. */
export type Actor = {
  /** Null: a machine (API key, worker). */
  readonly personId: PersonId | null;
  readonly orgId: OrgId;
  readonly capabilities: readonly Licensed[];
  /** `siteId` null: at all sites of the organisation. */
  readonly roles: readonly { readonly role: Role; readonly siteId: SiteId | null }[];
  /** An API key may do these only, and of these only what its roles allow. Absent: a person. */
  readonly scopes?: readonly Action[];
  /** The active site, always shown; null: none chosen yet. */
  readonly siteId: SiteId | null;
  /** ISO 3166 alpha-2 of the organisation; an authority sees this market only. */
  readonly country: string;
  /** Delegations made to this organisation. */
  readonly delegations: readonly Delegation[];
  /** Calendar day at the active site. */
  readonly today: LocalDay;
};

export type Subject = {
  /** In whose name; absent: the actor's own organisation. */
  readonly actingFor?: OrgId;
  /** Where the goods are worked on; absent: the active site. */
  readonly siteId?: SiteId;
  readonly productId?: ProductId;
  /** All products it is about; empty: not known yet, so that any delegation of this verb will do for now. */
  readonly products?: readonly ProductId[];
  /** Markets (ISO 3166 alpha-2) the subject is on; an authority needs its own among them. Absent: not of a market. */
  readonly markets?: readonly string[];
};

export type Grant = {
  readonly as: "own" | "delegate" | "regulator";
  /** The organisation in whose name the event is captured. */
  readonly onBehalfOf: OrgId;
  /** An authority's look at somebody's data is visible to them, with its reason. */
  readonly reasonRequired: boolean;
};

export type ForbiddenCode =
  | "FORBIDDEN_SCOPE"
  | "FORBIDDEN_CAPABILITY"
  | "FORBIDDEN_ROLE"
  | "FORBIDDEN_SITE"
  | "FORBIDDEN_DELEGATION"
  | "FORBIDDEN_MARKET";

const isIn = (
  { validFrom, validTo }: { readonly validFrom: LocalDay; readonly validTo: LocalDay | null },
  day: LocalDay,
): boolean => validFrom <= day && (validTo === null || day <= validTo);

const hasCapability = (actor: Actor, wanted: readonly Capability[]): boolean =>
  actor.capabilities.some((licence) => wanted.includes(licence.capability) && isIn(licence, actor.today));

/**
 * Whether this actor may do this to that. Everything not allowed by a row of PERMISSIONS is refused. An authority
 * is only ever an authority: it has no goods, so it can't act by any of the other rows.
 */
export function can(actor: Actor, action: Action, subject: Subject = {}): Result<Grant, ForbiddenCode> {
  if (actor.scopes && !actor.scopes.includes(action)) return scopeRefused(action);
  const permission: Permission = PERMISSIONS[action];
  const regulator = hasCapability(actor, ["regulator"]);
  const actingFor = subject.actingFor ?? actor.orgId;
  const own = actingFor === actor.orgId;

  if (regulator) {
    if (permission.regulator.length === 0 || !own) return capabilityRefused();
    if (subject.markets && !subject.markets.includes(actor.country)) return marketRefused(actor.country);
  } else if (own ? !hasCapability(actor, permission.capabilities) : permission.delegates.length === 0) {
    return capabilityRefused();
  } else if (!own && !hasCapability(actor, permission.delegates)) {
    return capabilityRefused();
  }

  const wanted = regulator ? permission.regulator : permission.roles;
  const roles = actor.roles.filter(({ role }) => wanted.includes(role));
  if (roles.length === 0) return roleRefused(wanted);

  if (permission.scope === "site") {
    const at = subject.siteId ?? actor.siteId;
    const here = at !== null && at === actor.siteId;
    if (!here || !roles.some(({ siteId }) => siteId === null || siteId === at)) return siteRefused();
  }
  if (!own && !isDelegated(actor, action, actingFor, wantedOf(subject))) return delegationRefused();

  return ok({
    as: regulator ? "regulator" : own ? "own" : "delegate",
    onBehalfOf: actingFor,
    reasonRequired: regulator && subject.markets !== undefined,
  });
}

const wantedOf = ({ products, productId }: Subject): readonly ProductId[] | null =>
  products ?? (productId === undefined ? null : [productId]);

/** Each product by some delegation that is valid today; without any product (null) one must cover all of them. */
function isDelegated(
  actor: Actor,
  action: Action,
  from: OrgId,
  wanted: readonly ProductId[] | null,
): boolean {
  const valid = actor.delegations.filter(
    (delegation) =>
      delegation.from === from &&
      delegation.to === actor.orgId &&
      delegation.actions.includes(action) &&
      isIn(delegation, actor.today),
  );
  if (valid.some(({ products }) => products === null)) return true;
  if (wanted === null || valid.length === 0) return false;
  return wanted.every((product) => valid.some(({ products }) => products?.includes(product)));
}

const scopeRefused = (scope: Action) =>
  refuse(
    "FORBIDDEN_SCOPE",
    "This API key was not made for this.",
    `Use a key with the scope "${scope}", or ask your administrator for one.`,
    { scope },
  );

const capabilityRefused = () =>
  refuse(
    "FORBIDDEN_CAPABILITY",
    "Your organisation is not licensed for this.",
    "Ask your administrator: a licence may be missing or have run out.",
  );

const roleRefused = (wanted: readonly Role[]) =>
  refuse(
    "FORBIDDEN_ROLE",
    "Your role does not include this.",
    wanted.length === 1
      ? `Ask a colleague with the role "${wanted[0]}".`
      : "Ask a colleague whose role includes it.",
    { roles: wanted.join(", ") },
  );

const siteRefused = () =>
  refuse(
    "FORBIDDEN_SITE",
    "You don't work at that site at the moment.",
    "Switch to that site, or ask your administrator for a role there.",
  );

export const delegationRefused = () =>
  refuse(
    "FORBIDDEN_DELEGATION",
    "That organisation has not delegated this to yours.",
    "Ask it to add the delegation, with the products and dates.",
  );

export const marketRefused = (country: string) =>
  refuse("FORBIDDEN_MARKET", "This is not on your market.", "Ask the authority of that market.", { country });
