import { can, delegationRefused, type ForbiddenCode } from "@/lib/core/access/can";
import type { Action } from "@/lib/core/access/permissions";
import type { OrgId, ProductId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result } from "@/lib/core/refusal";
import type { Deps, LedgerTx } from "./ports";
import { actorOf, type TenantScope } from "./scope";
import type { ProductFacts, Unit } from "./unit";

/** For commands that a delegate may give in a holder's name: a 3PL ships for it, a contract manufacturer commissions. */
export type OnBehalf = {
  /** Absent: in the own organisation's name. */
  readonly actingFor?: OrgId | undefined;
};

/**
 * The scope as it acts in another organisation's name. It gains no right by this: `perform` asks for the delegation,
 * and every event it captures then names owner, possessor, capturer and in whose name.
 */
export async function onBehalf(
  deps: Pick<Deps, "directory">,
  scope: TenantScope,
  { actingFor }: OnBehalf,
): Promise<TenantScope> {
  if (actingFor === undefined || actingFor === scope.orgId) return scope;
  const holder = await deps.directory.organisation(scope, actingFor);
  // Of an organisation that doesn't exist no delegation can exist either: the gate refuses it.
  return { ...scope, actingFor: { orgId: actingFor, gln: holder?.sites[0]?.gln ?? scope.siteGln } };
}

/** Whose goods and batches these are about. */
export const principalOf = (scope: TenantScope): OrgId => scope.actingFor?.orgId ?? scope.orgId;

/** Once it is known what it is about: every product is the holder's and delegated today. */
export function coversProducts(
  scope: TenantScope,
  action: Action,
  products: readonly Pick<ProductFacts, "id" | "holderId">[],
  now: number,
): Result<true, ForbiddenCode> {
  const { actingFor } = scope;
  if (!actingFor) return ok(true);
  if (products.some(({ holderId }) => holderId !== actingFor.orgId)) return delegationRefused();
  const granted = can(actorOf(scope, now), action, {
    actingFor: actingFor.orgId,
    products: products.map(({ id }) => id),
  });
  return granted.ok ? ok(true) : granted;
}

/** The same of everything in these units. */
export async function coversUnits(
  tx: Pick<LedgerTx, "contents">,
  scope: TenantScope,
  {
    action,
    units,
    now,
  }: { readonly action: Action; readonly units: readonly Pick<Unit, "id">[]; readonly now: number },
): Promise<Result<true, ForbiddenCode>> {
  const contents = scope.actingFor && units.length > 0 ? await tx.contents(units.map(({ id }) => id)) : [];
  return coversProducts(
    scope,
    action,
    contents.map(({ product }) => product),
    now,
  );
}

/** Products of a list that it may not be done with in the holder's name, each with why: asked once for each. */
export function uncoveredOf(
  scope: TenantScope,
  action: Action,
  products: readonly Pick<ProductFacts, "id" | "holderId">[],
  now: number,
): ReadonlyMap<ProductId, Refused<ForbiddenCode>> {
  const refused = new Map<ProductId, Refused<ForbiddenCode>>();
  if (!scope.actingFor) return refused;
  for (const product of new Map(products.map((one) => [one.id, one])).values()) {
    const covered = coversProducts(scope, action, [product], now);
    if (!covered.ok) refused.set(product.id, covered);
  }
  return refused;
}
