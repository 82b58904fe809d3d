import { describe, expect, it } from "vitest";
import { type TamperTarget, tamper } from "@/lib/core/proof/tamper";
import { sampleProof } from "@/lib/core/proof/testing/sample-proof";
import { verifyProof } from "@/lib/core/proof/verify-proof";
import { browserPrimitives } from "@/lib/primitives/browser";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { headlineOf } from "./headline";

const sample = await sampleProof({}, testSigners, nodePrimitives);
const { public: proof, readChain } = sample;
const steps = async (...[file, options]: [typeof proof, Parameters<typeof verifyProof>[2]?]) =>
  (await verifyProof(file, browserPrimitives, options)).steps;

describe("the sentence over a proof", () => {
  it("says that nothing can be removed only when the chain itself was asked and agreed", async () => {
    expect(headlineOf(await steps(proof, { readChain }), false)).toBe("proven");
    expect(headlineOf(await steps(proof), false)).toBe("notAsked");
    expect(headlineOf(await steps({ ...proof, anchors: [] }, { readChain }), false)).toBe("logged");
    const silent = async () => ({ answered: false, why: "no connection" }) as const;
    expect(headlineOf(await steps(proof, { readChain: silent }), false)).toBe("chainSilent");
  });

  it("claims nothing while the check is under way", () => {
    expect(headlineOf(null, false)).toBe("checking");
  });

  it.each<TamperTarget>(["pack", "statement", "log", "checkpoint", "chain"])(
    "takes the claim back when one byte of the %s part is changed",
    async (target) => {
      const changed = tamper(proof, target);
      if (changed?.proof.kind !== "public") throw new Error("the sample can be changed everywhere");
      const broken = await steps(changed.proof, { readChain });
      expect(broken.filter(({ held }) => held === false).map(({ id }) => id)).toEqual([target]);
      expect(headlineOf(broken, true)).toBe("changed");
      expect(headlineOf(broken, false)).toBe("broken");
    },
  );
});
