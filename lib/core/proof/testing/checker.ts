import { toHex } from "@/lib/core/bytes/hex";
import type { Primitives } from "@/lib/core/log/primitives";
import type { ProofFile } from "../proof-file";
import type { StepId } from "../proof-step";
import { type VerifyOptions, verifyProof } from "../verify-proof";
import type { Sample } from "./sample-proof";

/** Checks proofs, with the sample's chain and record unless other options are given. */
export function checkerOf({ readChain, openRecord }: Sample, primitives: Primitives) {
  const all: VerifyOptions = { readChain, openRecord };
  const remembered = remembering(primitives);
  const check = (proof: ProofFile, options = all) => verifyProof(proof, remembered, options);
  return {
    all,
    check,
    holds: async (proof: ProofFile, options?: VerifyOptions): Promise<boolean> =>
      (await check(proof, options)).holds,
    /** Ids of the steps that failed. */
    broken: async (proof: ProofFile, options?: VerifyOptions): Promise<StepId[]> =>
      (await check(proof, options)).steps.filter(({ held }) => held === false).map(({ id }) => id),
    codes: async (proof: ProofFile, options?: VerifyOptions): Promise<string[]> =>
      (await check(proof, options)).steps.map(({ code }) => code),
  };
}

/** Signature checks dominate a proof; remembered by their input, thousands of changed proofs stay quick. */
function remembering(primitives: Primitives): Primitives {
  const known = new Map<string, boolean | Uint8Array | null>();
  const once = <T extends boolean | Uint8Array | null>(parts: Uint8Array[], compute: () => T): T => {
    const key = parts.map(toHex).join();
    if (!known.has(key)) known.set(key, compute());
    return known.get(key) as T;
  };
  return {
    ...primitives,
    verifyEd25519: (...args) => once(args, () => primitives.verifyEd25519(...args)),
    recoverAddress: (...args) => once(args, () => primitives.recoverAddress(...args)),
  };
}
