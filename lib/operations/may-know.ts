import type { EpcId } from "@/lib/core/pack/ids";
import type { Content } from "./ports";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

type Roots = readonly Pick<Content, "rootId">[];

/**
 * Whether the asking organisation works with this unit: it possesses it, a delivery brings it, or nobody who tracks
 * possesses it (the ledger gives contents in these three cases only).
 */
export const isWithin = (scope: TenantScope, unit: Unit, contents: Roots): boolean =>
  unit.holderId === scope.orgId || contents.some(({ rootId }) => rootId === unit.id);

/** Whether it may be told about the unit as it is now: it works with it, it made it, or it is the authority there. */
export const mayKnow = (
  scope: TenantScope,
  unit: Unit,
  { contents, regulated }: { readonly contents: Roots; readonly regulated: ReadonlySet<EpcId> },
): boolean =>
  isWithin(scope, unit, contents) || unit.batch?.holderId === scope.orgId || regulated.has(unit.id);
