import { linkParts } from "@/components/deliveries/link-parts";
import type { Refusal } from "@/lib/core/refusal";
import type { FoundUnit } from "@/lib/operations/find-units";
import type { Packed } from "@/lib/operations/pack-units";
import { post } from "@/lib/web/client";
import { type Bench, packsIn } from "./bench";

/**
 * The container that holds exactly what is to be packed: closing it was recorded, its answer got lost, and a reload
 * lost the request's key. Null: it is refused for another reason.
 */
export async function closedBefore(
  bench: Bench,
  { code }: Refusal,
): Promise<Pick<Packed, "sscc" | "link"> | null> {
  if (code !== "ALREADY_PACKED" || bench.parent !== null) return null;
  const links = bench.units.map(({ link }) => link);
  const inside = await post<readonly FoundUnit[]>("/api/v1/units/find", { links });
  const [link, ...others] = new Set(inside.ok ? inside.value.map(({ parentLink }) => parentLink) : []);
  if (!link || others.length > 0) return null;
  const parts = linkParts(link);
  const holder = await post<readonly FoundUnit[]>("/api/v1/units/find", { links: [link] });
  const same = holder.ok && holder.value[0]?.packs === packsIn(bench);
  return same && parts?.kind === "container" ? { sscc: parts.sscc, link } : null;
}
