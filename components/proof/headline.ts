import type { ProofStep } from "@/lib/core/proof/proof-step";

/** Which sentence stands over a proof; each has its words in messages/en/proof-page.json. */
export type Headline = "checking" | "proven" | "chainSilent" | "notAsked" | "logged" | "broken" | "changed";

/**
 * Never more than was checked: "cannot be removed unnoticed" needs the chain's own answer, and one failed step takes
 * the whole sentence away.
 */
export function headlineOf(steps: readonly ProofStep[] | null, isChanged: boolean): Headline {
  if (!steps) return "checking";
  if (steps.some(({ held }) => held === false)) return isChanged ? "changed" : "broken";
  const chain = steps.find(({ id }) => id === "chain");
  if (chain?.held === true) return "proven";
  if (chain?.code === "NOT_ANCHORED") return "logged";
  return chain?.code === "CHAIN_SILENT" ? "chainSilent" : "notAsked";
}
