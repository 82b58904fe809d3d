import type { OrgId } from "@/lib/core/pack/ids";
import type { Claim } from "@/lib/core/pack/transitions";
import { has, type TenantScope } from "./scope";
import type { Pack } from "./unit";

/**
 * By what right the acting organisation may speak about a pack wherever it is; null: by none. That an authority speaks
 * of its own market only is asked of all packs together (many-packs).
 */
export function claimOf(scope: TenantScope, pack: Pack): Claim {
  if (has(scope, "regulator")) return "authority";
  if (pack.batch.holderId === scope.orgId) return "maker";
  return pack.holderId === scope.orgId ? "possessor" : null;
}

/** Whoever possesses a pack and whoever made it hear of what a third side says about it. */
export const concerned = (pack: Pack): readonly OrgId[] => [pack.holderId, pack.batch.holderId];
