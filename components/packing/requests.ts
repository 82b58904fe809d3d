import { mainEntry } from "@/components/deliveries/kept-scan";
import { linkParts } from "@/components/deliveries/link-parts";
import type { Refusal } from "@/lib/core/refusal";
import type { FoundUnit } from "@/lib/operations/find-units";
import type { Packed } from "@/lib/operations/pack-units";
import { type Answer, post } from "@/lib/web/client";
import { type Bench, packsIn } from "./bench";

const NOTHING_SAID: Refusal = {
  code: "UNEXPECTED",
  message: "Something failed on our side.",
  next: "Try again.",
};

/** What the registry knows of one unit. An answer that says nothing of it is none. */
export async function findUnit(link: string): Promise<Answer<FoundUnit>> {
  const answer = await post<readonly FoundUnit[]>("/api/v1/units/find", { links: [link] });
  if (!answer.ok) return answer;
  const [unit] = answer.value;
  return unit ? { ok: true, value: unit } : { ok: false, status: 200, refusal: NOTHING_SAID };
}

type Container = Pick<Packed, "sscc" | "link">;

/** Records what lies in the open container, once: also when the answer of an earlier attempt got lost. */
export async function recordContainer(bench: Bench): Promise<Answer<Container>> {
  const done = await post<Packed>("/api/v1/units/pack", {
    parent: bench.parent?.link ?? null,
    children: bench.units.map(({ link }) => link),
    oneBatch: bench.level === "case" && !bench.mixed,
    entry: mainEntry(bench.units),
  });
  if (done.ok) return done;
  const before = await closedBefore(bench, done.refusal);
  return before === null ? done : { ok: true, value: before };
}

/**
 * The container that holds exactly what is to be packed: closing it was recorded, its answer got lost, and a reload
 * lost the request's key. Null: it is refused for another reason.
 */
async function closedBefore(bench: Bench, { code }: Refusal): Promise<Container | null> {
  if (code !== "ALREADY_PACKED" || bench.parent !== null) return null;
  const links = bench.units.map(({ link }) => link);
  const inside = await post<readonly FoundUnit[]>("/api/v1/units/find", { links });
  const [link, ...others] = new Set(inside.ok ? inside.value.map(({ parentLink }) => parentLink) : []);
  if (!link || others.length > 0) return null;
  const parts = linkParts(link);
  const holder = await findUnit(link);
  const same = holder.ok && holder.value.packs === packsIn(bench);
  return same && parts?.kind === "container" ? { sscc: parts.sscc, link } : null;
}
