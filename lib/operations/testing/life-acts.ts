import type { PersonId } from "@/lib/core/pack/ids";
import type { UndoableState } from "@/lib/core/pack/undo";
import { checkOutPacks } from "../check-out-packs";
import { destroyPacks } from "../destroy-packs";
import { exportPacks } from "../export-packs";
import { issueToWard } from "../issue-to-ward";
import { lockPacks } from "../lock-packs";
import type { Mode } from "../many-packs";
import { openPacks } from "../open-packs";
import { type ReportStolen, reportStolen } from "../report-stolen";
import { samplePacks } from "../sample-packs";
import type { TenantScope } from "../scope";
import { undoPacks } from "../undo-packs";
import { voidPacks } from "../void-packs";
import { requestKey } from "./acts";
import type { World } from "./world";

/** The registry's transitions, each with a request of its own. */
export function lifeOf({ deps }: World) {
  const call = (links: readonly string[], mode: Mode) =>
    ({ requestKey: requestKey(), links, mode, entry: "camera" }) as const;
  type By = readonly [scope: TenantScope, links: readonly string[], mode?: Mode];
  return {
    void: (...[scope, links, mode = "all-or-nothing"]: By) => voidPacks(deps, scope, call(links, mode)),
    export: (...[scope, links, mode = "all-or-nothing"]: By) => exportPacks(deps, scope, call(links, mode)),
    sample: (...[scope, links, mode = "all-or-nothing"]: By) =>
      samplePacks(deps, scope, { ...call(links, mode), kind: "SAMPLE" }),
    freeSample: (...[scope, links, mode = "all-or-nothing"]: By) =>
      samplePacks(deps, scope, { ...call(links, mode), kind: "FREE_SAMPLE" }),
    lock: (...[scope, links, mode = "all-or-nothing"]: By) => lockPacks(deps, scope, call(links, mode)),
    checkOut: (...[scope, links, mode = "all-or-nothing"]: By) =>
      checkOutPacks(deps, scope, call(links, mode)),
    wardIssue: (...[scope, links, mode = "all-or-nothing"]: By) =>
      issueToWard(deps, scope, call(links, mode)),
    destroy: (scope: TenantScope, links: readonly string[], witness: PersonId | null) =>
      destroyPacks(deps, scope, { ...call(links, "all-or-nothing"), witness }),
    stolen: (scope: TenantScope, packs: ReportStolen["packs"], mode: Mode = "all-or-nothing") =>
      reportStolen(deps, scope, { requestKey: requestKey(), packs, mode, entry: "camera" }),
    undo: (
      scope: TenantScope,
      links: readonly string[],
      undoes: UndoableState,
      { declared = true, mode = "all-or-nothing" }: { declared?: boolean; mode?: Mode } = {},
    ) => undoPacks(deps, scope, { ...call(links, mode), undoes, declaredNotHandedOver: declared }),
    open: (scope: TenantScope, left: Readonly<Record<string, number>>, mode: Mode = "all-or-nothing") =>
      openPacks(deps, scope, {
        requestKey: requestKey(),
        packs: Object.entries(left).map(([link, remaining]) => ({ link, remaining })),
        mode,
        entry: "camera",
      }),
  };
}
