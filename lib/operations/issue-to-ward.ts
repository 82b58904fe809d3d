import { issueToWard as issueEvent } from "@/lib/core/epcis/pharma/supply";
import type { Result } from "@/lib/core/refusal";
import { changePacksFor, type ManyCode, type ManyPacks, type PacksChanged } from "./many-packs";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** A hospital's decommissioned stock goes to a ward: axis D alone, the registry state was set before. */
export const issueToWard = (
  deps: Deps,
  scope: TenantScope,
  command: ManyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  changePacksFor(deps, scope, { action: "issue-to-ward", command }, () => ({
    lock: "custody",
    want: () => ({ do: "ward-issue" }),
    recording: { event: issueEvent },
  }));
