import { commissionContainers } from "@/lib/core/epcis/pharma/commission";
import { bringHere } from "./containers";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import type { TreeNode } from "./reading-ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

/** A GRAI's asset type is numbered with its owner's prefix, behind a leading 0. */
export const ownsAsset = (prefixes: readonly string[], grai: string): boolean =>
  prefixes.some((prefix) => grai.startsWith(`0${prefix}`));

type Using = { readonly entry: EntryMode; readonly now: number };

/**
 * A tote comes back empty, and nobody writes a delivery for it: whoever packs it has it. One with goods in it stays with
 * whoever has these.
 */
export async function broughtBack(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  tote: Unit,
  { nodes, entry, now }: Using & { readonly nodes: readonly TreeNode[] },
): Promise<Unit> {
  // Of goods that are not ours to know nothing is listed, and the tote neither.
  const empty = nodes.some(({ id }) => id === tote.id) && !nodes.some(({ parentId }) => parentId === tote.id);
  const away = tote.parentId === null && tote.place === "AT_SITE" && tote.siteId !== scope.siteId;
  if (!empty || !away) return tote;
  await bringHere(deps, tx, scope, [tote], { entry, now });
  const [here = tote] = await tx.lock([tote.link], "custody");
  return here;
}

/** A tote is known from the first time that its owner packs it. */
export async function newTote(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { link, grai, entry, now }: Using & { readonly link: string; readonly grai: string },
): Promise<Pick<Unit, "id" | "link" | "sscc">> {
  const event = newEvent(deps, scope, now);
  const id = await tx.createTote({ siteId: scope.siteId, link, grai, eventId: event.id });
  await recordEvent(deps, tx, scope, {
    id: event.id,
    event: commissionContainers({ ...event.facts, epcs: [link] }),
    units: [{ id, link, role: "object" }],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
  return { id, link, sscc: null };
}
