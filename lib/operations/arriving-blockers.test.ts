import { describe, expect, it } from "vitest";
import { nodePrimitives } from "@/lib/primitives/node";
import { arrivingBlockers } from "./arriving-blockers";
import { actsOf, done } from "./testing/acts";
import { ana, inspector, petra } from "./testing/cast";
import { memoryWorld, type World } from "./testing/world";
import { viewDelivery } from "./view-delivery";

async function recalled(world: World, purpose: "sale" | "return") {
  const acts = actsOf(world);
  const [bad, good] = [await acts.batch({ packs: 2 }), await acts.batch({ packs: 1 })];
  const box = await acts.packed([...bad.links, ...good.links]);
  const { id } = await acts.sent([box], ana, undefined, purpose);
  await acts.recalled([bad], { class: 1 });
  const { delivery } = done(await viewDelivery(world.deps, petra, id));
  return { acts, bad, box, id, delivery };
}

describe("a receiver is told before anybody opens a case", () => {
  it("exactly what the receipt then puts on hold: line, batch, reason, packs", async () => {
    const world = await memoryWorld(nodePrimitives.sha256);
    const { acts, bad, box, id, delivery } = await recalled(world, "sale");
    expect(done(await arrivingBlockers(world.deps, petra, delivery))).toEqual([
      { link: box, reason: "RECALLED", batch: bad.number, count: 2 },
    ]);
    expect(done(await acts.receipt(petra, id, [box]))).toMatchObject({ held: 1 });
  });

  it("nothing of a return: recalled goods are where they should be", async () => {
    const world = await memoryWorld(nodePrimitives.sha256);
    const { delivery } = await recalled(world, "return");
    expect(done(await arrivingBlockers(world.deps, petra, delivery))).toEqual([]);
  });

  it("and nobody without deliveries is told anything", async () => {
    const world = await memoryWorld(nodePrimitives.sha256);
    const { delivery } = await recalled(world, "sale");
    expect(await arrivingBlockers(world.deps, inspector, delivery)).toMatchObject({
      ok: false,
      refusal: { code: "FORBIDDEN_CAPABILITY" },
    });
  });
});
