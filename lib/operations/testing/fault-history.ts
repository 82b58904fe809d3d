import fc from "fast-check";
import { expect } from "vitest";
import { BROKEN, type Fault, faulty } from "./faulty";
import { begin, type Step, stepArbitrary, take } from "./history";
import type { Picture } from "./picture";
import type { World } from "./world";

export type Stricken = { readonly step: Step; readonly fault: Fault };

const errors: fc.Arbitrary<Fault["error"]> = fc.constantFrom(
  () => new Error(BROKEN),
  // Two writers crossed: the ledger itself tries again.
  () => Object.assign(new Error(BROKEN), { code: "40001" }),
);

/** A step of a history and the call during it that goes wrong. */
export const strickenArbitrary: fc.Arbitrary<Stricken> = fc.record({
  step: stepArbitrary,
  fault: fc.record({
    at: fc.nat(24),
    when: fc.constantFrom<Fault["when"][]>("before", "after"),
    error: errors,
  }),
});

/** Steps that are more than one request: what the first one left stays. */
const SEVERAL_REQUESTS: ReadonlySet<Step["kind"]> = new Set(["batch", "recall", "put-away"]);

/** All but the record of attempts: a refused event of another system is kept each time it is told. */
const effects = ({
  audit: _audit,
  captures: _captures,
  ...rest
}: Picture): Omit<Picture, "audit" | "captures"> => rest;

/**
 * Does each step with a port that breaks somewhere in it, and then once more with the same request: the first attempt
 * left nothing or all of it, and the second one is answered and doubles nothing. Answers how often a port broke.
 */
export async function strike(
  world: World,
  history: readonly Stricken[],
  { retriesCrossings }: { readonly retriesCrossings: boolean },
): Promise<number> {
  await begin(world);
  // One world throughout, whose ports are changed: histories remember what they told which world.
  const shaky: { -readonly [Key in keyof World]: World[Key] } = { ...world };
  let broken = 0;
  for (const [n, { step, fault }] of history.entries()) {
    // Time that passes is no request.
    if (step.kind === "wait") continue;
    const before = await world.picture();
    const { deps, struck, written } = faulty(world.deps, fault);
    shaky.deps = deps;
    const thrown = await take(shaky, step, n, before).then(
      () => null,
      (error: Error & { code?: string }) => error,
    );
    if (thrown && thrown.message !== BROKEN) throw thrown;
    const said = `step ${n}, ${step.kind}: call ${fault.at} ${fault.when}`;
    if (thrown) broken++;
    if (struck() === "inside" && thrown && retriesCrossings) expect(thrown.code, said).not.toBe("40001");
    const after = await world.picture();
    const { transactions, looks } = written();
    if (thrown && transactions + looks === 0) expect(after, said).toEqual(before);
    shaky.deps = world.deps;
    await take(shaky, step, n, before);
    // Everything was written before the answer was lost: its repeat writes nothing.
    if (thrown && transactions === 1 && !SEVERAL_REQUESTS.has(step.kind)) {
      expect(effects(await world.picture()), said).toEqual(effects(after));
    }
  }
  return broken;
}
