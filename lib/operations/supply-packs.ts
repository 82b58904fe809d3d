import type { Result } from "@/lib/core/refusal";
import { supplying } from "./dispense-pack";
import { changePacksFor, type ManyCode, type ManyPacks, type PacksChanged } from "./many-packs";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** T2, told by serial alone: another system has read the packs, so there is no print to compare. */
export const supplyPacks = (
  deps: Deps,
  scope: TenantScope,
  command: ManyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  changePacksFor(deps, scope, { action: "dispense-pack", command }, (acting) =>
    supplying(acting, ({ gtin, serial }) => ({
      gtin,
      serial,
      batch: null,
      expiry: null,
      printConfirmed: false,
      entry: command.entry,
    })),
  );
