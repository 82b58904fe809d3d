import type { EpcId, OrgId } from "@/lib/core/pack/ids";
import { customerKind, type Returned } from "@/lib/core/pack/returned";
import { localDay } from "@/lib/core/time/zone";
import { principalOf } from "./acting-for";
import type { Deps, LedgerTx } from "./ports";
import type { TenantScope } from "./scope";
import type { Pack } from "./unit";

/** What each organisation is that returns goods: by its licences today. */
export async function returnersOf(
  { directory }: Pick<Deps, "directory">,
  scope: TenantScope,
  now: number,
): Promise<(id: OrgId) => Returned["from"]> {
  const licences = new Map((await directory.organisations(scope)).map((one) => [one.id, one.licences]));
  const today = localDay(scope.timeZone, now);
  return (id) =>
    id === scope.orgId || id === principalOf(scope) ? "own" : customerKind(licences.get(id) ?? [], today);
}

/** How those of these packs came back that stand here as returns. */
export async function returnedOf(
  deps: Pick<Deps, "directory">,
  tx: Pick<LedgerTx, "returnsOf">,
  scope: TenantScope,
  packs: readonly Pack[],
  now: number,
): Promise<ReadonlyMap<EpcId, Returned>> {
  const back = packs.filter(
    ({ ownDisposition, holderId }) => ownDisposition === "RETURNED" && holderId === scope.orgId,
  );
  if (back.length === 0) return new Map();
  const found = await tx.returnsOf(back.map(({ id }) => id));
  const from = await returnersOf(deps, scope, now);
  return new Map(
    [...found].map(([id, { customerId, ...times }]) => [id, { from: from(customerId), ...times }]),
  );
}
