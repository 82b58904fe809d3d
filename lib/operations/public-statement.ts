import type { PublicStatement } from "@/lib/core/proof/statement";
import type { EventRecord } from "./ports";
import { has, type TenantScope } from "./scope";

/** Who acts, in one word the public may read; the first capability of this list that the organisation has. */
const ACTOR_KINDS = [
  ["regulator", "regulator"],
  ["pharmacy", "pharmacy"],
  ["hospital", "hospital"],
  ["holder", "maker"],
  ["manufacturer", "maker"],
  ["contract_manufacturer", "maker"],
  ["repackager", "repackager"],
  ["wholesaler", "distributor"],
  ["logistics", "distributor"],
  ["reverse_logistics", "distributor"],
] as const;

type Said = Pick<EventRecord, "type" | "action" | "bizStep" | "disposition" | "registryState" | "effect"> & {
  readonly now: number;
};

/** What anybody may read of an event: nothing that names a site, an organisation, an exact time or a serial. */
export function publicStatementOf(
  { type, action, bizStep, disposition, registryState, effect, now }: Said,
  scope: TenantScope,
): PublicStatement {
  const kind = ACTOR_KINDS.find(([capability]) => has(scope, capability));
  return {
    type,
    action,
    bizStep: publicWord(bizStep),
    disposition: publicWord(disposition),
    registryState,
    outcome: effect,
    month: new Date(now).toISOString().slice(0, 7),
    actorKind: kind?.[1] ?? null,
    country: scope.country,
  };
}

/** A word of somebody's own may name what is nobody's business; those of the Core Business Vocabulary are bare. */
const publicWord = (word: string | null): string | null => (word?.includes(":") ? null : word);
