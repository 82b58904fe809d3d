import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { EventFacts } from "@/lib/core/epcis/pharma/event-facts";
import { receive, ship } from "@/lib/core/epcis/pharma/shipping";
import { lgtinLink } from "@/lib/core/gs1/link";
import { countInQuantities } from "../count-in-quantities";
import { releaseBatch } from "../release-batch";
import type { TenantScope } from "../scope";
import { viewQuantities } from "../view-quantities";
import { actsOf, done, type Made, requestKey } from "./acts";
import { handover, tellingOf } from "./capture-acts";
import { ana, cream, petra, tablets } from "./cast";
import type { World } from "./world";

let numbers = 0;

/** Packs without serials in the events of other systems: the same moves by the same operations. */
export function captureQuantitiesSuite(world: () => World): void {
  const setup = () => ({ acts: actsOf(world()), telling: tellingOf(world()) });
  const entry = "typed" as const;
  async function made(quantity = 10): Promise<Made> {
    const batch = await actsOf(world()).batch({ product: cream, packs: 0, released: false });
    const lines = [{ gtin: cream.gtin, batch: batch.number, quantity }];
    done(await countInQuantities(world().deps, ana, { requestKey: requestKey(), lines, entry }));
    done(await releaseBatch(world().deps, ana, { requestKey: requestKey(), batchId: batch.id, entry }));
    return batch;
  }
  const of = ({ product, number }: Pick<Made, "product" | "number">, quantity: number) => ({
    epcClass: lgtinLink(product.gtin, number),
    quantity,
  });
  const there = async (batch: Made, scope: TenantScope) =>
    done(await viewQuantities(world().deps, scope)).find((line) => line.batch === batch.number)?.count ?? 0;
  const papers = () => handover(ana, petra, `COUNTED-${++numbers}`);
  const goods = (
    facts: EventFacts,
    quantities: readonly ReturnType<typeof of>[],
    epcs: readonly string[] = [],
  ) => ({
    ...facts,
    epcs,
    quantities,
  });

  describe("quantities, told", () => {
    it("leave one book and come onto the other's, alone and with units, by the numbers told", async () => {
      const { acts, telling } = setup();
      const batch = await made();
      const alone = papers();
      await telling.applied(ana, ship({ ...goods(telling.facts(ana), [of(batch, 4)]), ...alone }));
      expect(await there(batch, ana)).toBe(6);
      await telling.applied(petra, receive({ ...goods(telling.facts(petra), [of(batch, 3)]), ...alone }));
      expect(await there(batch, petra)).toBe(3);
      await telling.applied(petra, receive({ ...goods(telling.facts(petra), [of(batch, 1)]), ...alone }));

      const { links } = await acts.batch({ packs: 2 });
      const box = await acts.packed(links);
      const both = papers();
      await telling.applied(ana, ship({ ...goods(telling.facts(ana), [of(batch, 6)], [box]), ...both }));
      await telling.applied(
        petra,
        receive({ ...goods(telling.facts(petra), [of(batch, 6)], [box]), ...both }),
      );
      expect([await there(batch, ana), await there(batch, petra)]).toEqual([0, 10]);
      expect(await acts.unit(box)).toMatchObject({ holder: petra.orgId, place: "AT_SITE" });
    });

    it("are never more than there are: QUANTITY_SHORT, NOT_AS_TOLD, NOT_SHIPPED_YET, SEVERAL_DELIVERIES", async () => {
      const { telling } = setup();
      const batch = await made();
      const shipping = (n: number, to: ReturnType<typeof papers>) =>
        ship({ ...goods(telling.facts(ana), [of(batch, n)]), ...to });
      const receiving = (n: number, from: object) =>
        receive({ ...goods(telling.facts(petra), [of(batch, n)]), ...papers(), ...from });
      await telling.refused(ana, shipping(11, papers()), "QUANTITY_SHORT");
      await telling.refused(petra, receiving(1, {}), "NOT_SHIPPED_YET");
      const [one, two] = [papers(), papers()];
      await telling.applied(ana, shipping(2, one));
      await telling.applied(ana, shipping(3, two));
      await telling.refused(petra, receiving(3, one), "NOT_AS_TOLD");
      const { desadv: _unsaid, ...unsaid } = receiving(3, one) as unknown as JsonObject;
      const { bizTransactionList: _none, ...nameless } = unsaid;
      await telling.refused(petra, nameless, "SEVERAL_DELIVERIES");
      await telling.applied(petra, receiving(3, two));
      expect(await there(batch, petra)).toBe(3);
    });

    it("of packs with serials only count what is named or inside: nothing moves by them", async () => {
      const { acts, telling } = setup();
      const batch = await acts.batch({ packs: 2 });
      const box = await acts.packed(batch.links);
      const counted = [{ epcClass: lgtinLink(tablets.gtin, batch.number), quantity: 2 }];
      const facts = telling.facts(ana);
      await telling.applied(ana, ship({ ...goods(facts, counted, [box]), ...papers() }));
      expect(
        await telling.tell(ana, ship({ ...goods(telling.facts(ana), counted), ...papers() })),
      ).toMatchObject({
        effect: "observed",
      });
    });
  });
}
