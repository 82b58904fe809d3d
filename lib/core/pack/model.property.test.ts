import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Here, PackFacts, Recall } from "./axes";
import { recallBatch } from "./batch-transitions";
import { destroy } from "./destroy";
import type { PackEffect } from "./effect";
import { holdId } from "./ids";
import { supply } from "./supply";
import { ALL_MATCH, HOSPITAL, HOUR, NOW, OTHER_PHARMACY, PHARMACY, packFacts } from "./testing/pack-facts";
import { type TransitionName, transition } from "./transitions";
import { undo } from "./undo";

/**
 * One pack in a ledger that does what the decisions say, one after the other: any interleaving of people at three
 * sites is some order of these steps. That the database gives it an order is the ledger's own test.
 */
type World = { facts: PackFacts; now: number; supplies: number; undos: number; log: string[] };

const SITES = [PHARMACY, OTHER_PHARMACY, HOSPITAL];

const PEOPLE_DO = ["supply", "undo", "undo-handed-over", "unlock", "destroy", "receive"] as const;
type Step =
  | { readonly do: (typeof PEOPLE_DO)[number]; readonly at: Here }
  | { readonly do: "transition"; readonly name: TransitionName; readonly at: Here }
  | { readonly do: "wait"; readonly hours: number }
  | { readonly do: "hold" }
  | { readonly do: "unhold" }
  | { readonly do: "recall" };

// Weighted so that runs reach a second supply before something ends the pack.
const at = fc.constantFrom(PHARMACY, ...SITES);
const people = (weight: number, ...names: readonly (typeof PEOPLE_DO)[number][]) => ({
  weight,
  arbitrary: fc.record({ do: fc.constantFrom(...names), at }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  people(30, "supply"),
  people(30, "undo"),
  people(5, "undo-handed-over"),
  people(15, "receive"),
  people(3, "unlock"),
  people(1, "destroy"),
  { weight: 6, arbitrary: fc.record({ do: fc.constant("wait"), hours: fc.integer({ min: 0, max: 200 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("hold") }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("unhold") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("recall") }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("transition"),
      name: fc.constantFrom<TransitionName>("lock", "export", "sample", "stolen"),
      at,
    }),
  },
);

const apply = (facts: PackFacts, effect: PackEffect): PackFacts => ({
  ...facts,
  ...(effect.registryState === undefined ? {} : { registryState: effect.registryState }),
  ...(effect.ownDisposition === undefined ? {} : { ownDisposition: effect.ownDisposition }),
});

const RECALLED: Recall = { depth: "patient", class: 1, publicText: null };

function run(world: World, next: Step): void {
  const { facts, now } = world;
  switch (next.do) {
    case "wait":
      world.now += next.hours * HOUR;
      return;
    case "hold":
      world.facts = { ...facts, holds: [{ kind: "SUSPECT", id: holdId("h") }] };
      return;
    case "unhold":
      world.facts = { ...facts, holds: [] };
      return;
    case "receive": {
      const custody = { holderOrgId: next.at.orgId, siteId: next.at.siteId, place: "AT_SITE" } as const;
      world.facts = { ...facts, custody };
      return;
    }
    case "recall": {
      const { number, recall: before } = facts.batch;
      const result = recallBatch({ number, before, recall: RECALLED });
      const recall = result.ok ? result.value.recall : undefined;
      if (recall) world.facts = { ...facts, batch: { ...facts.batch, recall } };
      return;
    }
    case "supply": {
      const result = supply({ facts, match: ALL_MATCH, here: next.at, now });
      if (!result.ok) return;
      const { orgId, siteId } = next.at;
      const supplied = { orgId, siteId, eventTime: now, recordTime: now, repeatCount: 0 };
      world.facts = { ...apply(facts, result.value), supplied, stateSet: supplied };
      world.supplies++;
      world.log.push("supply");
      return;
    }
    case "undo":
    case "undo-handed-over": {
      const declaredNotHandedOver = next.do === "undo";
      const asked = { facts, here: next.at, now, declaredNotHandedOver, authority: false };
      const result = undo({ ...asked, undoes: "SUPPLIED" });
      if (!result.ok) return;
      expect(declaredNotHandedOver).toBe(true);
      world.facts = { ...apply(facts, result.value), supplied: null, stateSet: null };
      world.undos++;
      world.log.push("undo");
      return;
    }
    case "unlock": {
      const asked = { facts, here: next.at, now, declaredNotHandedOver: true, authority: false };
      const result = undo({ ...asked, undoes: "LOCKED" });
      if (result.ok) world.facts = apply(facts, result.value);
      return;
    }
    case "destroy": {
      const result = destroy(facts, next.at, now);
      if (result.ok) world.facts = apply(facts, result.value);
      return;
    }
    case "transition": {
      const result = transition(next.name, { facts, here: next.at, now, claim: "possessor" });
      const { orgId, siteId } = next.at;
      const stateSet = { orgId, siteId, eventTime: now, recordTime: now };
      if (result.ok) world.facts = { ...apply(facts, result.value), stateSet };
    }
  }
}

const start = (): World => ({ facts: packFacts(), now: NOW, supplies: 0, undos: 0, log: [] });

describe("any order of what people at three sites do to one pack", () => {
  it("dispenses it at most once between two undos", () => {
    let suppliedAgain = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: "max" }), (steps) => {
        const world = start();
        for (const next of steps) {
          run(world, next);
          const out = world.facts.registryState === "SUPPLIED" ? 1 : 0;
          expect(world.supplies - world.undos).toBe(out);
          if (world.facts.registryState === "ACTIVE")
            expect(world.facts.ownDisposition).not.toBe("WITH_PATIENT");
        }
        expect(world.log.join(" ")).not.toMatch(/supply supply|undo undo|^undo/);
        if (world.supplies > 1) suppliedAgain++;
      }),
      { numRuns: 500 },
    );
    // The property says nothing if no run ever came to a second supply.
    expect(suppliedAgain).toBeGreaterThan(10);
  });

  it("leaves no ended state, and brings nothing recalled back into stock", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: "max" }), (steps) => {
        const world = start();
        for (const next of steps) {
          const before = world.facts;
          run(world, next);
          const ended = before.registryState === "DESTROYED" || before.registryState === "STOLEN";
          if (ended) expect(world.facts.registryState).toBe(before.registryState);
          if (before.batch.recall !== null) {
            expect(world.facts.batch.recall).toEqual(before.batch.recall);
            const revived = before.registryState === "SUPPLIED" && world.facts.registryState === "ACTIVE";
            const supplied = before.registryState === "ACTIVE" && world.facts.registryState === "SUPPLIED";
            expect(revived || supplied).toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("undoes only where and while the supply was made", () => {
    fc.assert(
      fc.property(at, at, fc.integer({ min: 0, max: 600 }), (supplier, undoer, hours) => {
        const world = start();
        run(world, { do: "receive", at: supplier });
        run(world, { do: "supply", at: supplier });
        run(world, { do: "wait", hours });
        run(world, { do: "undo", at: undoer });
        expect(world.undos).toBe(supplier === undoer && hours <= 240 ? 1 : 0);
      }),
    );
  });
});
