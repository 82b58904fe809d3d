import { sample as sampleEvent } from "@/lib/core/epcis/pharma/leaving";
import type { Result } from "@/lib/core/refusal";
import { claimOf } from "./claim";
import { changePacksFor, type ManyCode, type ManyPacks, type PacksChanged, type Verb } from "./many-packs";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export const SAMPLE_KINDS = ["SAMPLE", "FREE_SAMPLE"] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];
export type SamplePacks = ManyPacks & {
  /** SAMPLE for an authority's test, FREE_SAMPLE for a prescriber. */
  readonly kind: SampleKind;
};

export const sampling = (scope: TenantScope, kind: SampleKind): Verb => ({
  lock: "custody",
  want: (pack) => ({ do: kind === "SAMPLE" ? "sample" : "free-sample", claim: claimOf(scope, pack) }),
  recording: { event: (facts) => sampleEvent({ ...facts, kind }) },
});

/** T4. The two kinds are different permissions: a pharmacy gives samples to authorities, no free ones. */
export function samplePacks(
  deps: Deps,
  scope: TenantScope,
  command: SamplePacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> {
  const { kind } = command;
  const action = kind === "SAMPLE" ? "sample-pack" : "free-sample-pack";
  return changePacksFor(deps, scope, { action, command }, (acting) => sampling(acting, kind));
}
