import { afterAll, beforeAll, expect, it } from "vitest";
import type { Outcome } from "@/lib/core/custody/exceptions";
import { carryOutOutcome } from "@/lib/operations/carry-out-outcome";
import { agreeOutcome, proposeOutcome } from "@/lib/operations/resolve-exception";
import type { TenantScope } from "@/lib/operations/scope";
import { actsOf, done, requestKey } from "@/lib/operations/testing/acts";
import { ana, petra, wanda } from "@/lib/operations/testing/cast";
import { viewDifferences } from "@/lib/operations/view-differences";
import { postgresDesk } from "./desk";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

/** The list that both sides work through: it never loses a difference before it is done. */

let world: PostgresWorld;
beforeAll(async () => {
  world = await postgresWorld();
});
afterAll(() => world.close());

const turns = async (scope: TenantScope) =>
  done(await viewDifferences({ ...world.deps, desk: postgresDesk(world.db) }, scope)).map(
    ({ kind, turn, partner }) => ({ kind, turn, partner }),
  );

it("gives each side its move until what was agreed is done, and strangers nothing", async () => {
  const acts = actsOf(world);
  const made = await acts.batch({ packs: 1 });
  const { id } = await acts.sent(made.links);
  const [link = ""] = made.links;
  const problems = [{ kind: "damaged", link, note: "Wet" }] as const;
  done(await acts.receipt(petra, id, made.links, false, { problems }));
  const line = { kind: "damaged", partner: ana.orgName };
  expect(await turns(petra)).toEqual([{ ...line, turn: "say" }]);
  expect(await turns(ana)).toEqual([{ ...line, partner: petra.orgName, turn: "say" }]);
  expect(await turns(wanda)).toEqual([]);

  const [wet] = await world.deps.ledger.deliveryExceptions(petra, id);
  if (!wet) throw new Error("nothing was wrong");
  const command = () => ({ requestKey: requestKey(), exceptionId: wet.id, text: "Wet through" });
  const outcome: Outcome = "accepted";
  done(await proposeOutcome(world.deps, ana, { ...command(), outcome }));
  expect((await turns(ana))[0]?.turn).toBe("wait");
  expect((await turns(petra))[0]?.turn).toBe("answer");

  done(await agreeOutcome(world.deps, petra, command()));
  expect((await turns(ana))[0]?.turn).toBe("wait");
  expect((await turns(petra))[0]?.turn).toBe("do");

  done(await carryOutOutcome(world.deps, petra, { ...command(), witness: null, entry: "typed" }));
  expect(await turns(ana)).toEqual([]);
  expect(await turns(petra)).toEqual([]);
});
