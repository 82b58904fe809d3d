import { stolen } from "@/lib/core/epcis/pharma/locking";
import type { ShipmentId } from "@/lib/core/pack/ids";
import { type Result, refuse } from "@/lib/core/refusal";
import type { OnBehalf } from "./acting-for";
import { claimOf, concerned } from "./claim";
import { changePacks, type ManyCode, type Mode, type PacksChanged } from "./many-packs";
import { type Command, type GateCode, performFor } from "./perform";
import type { Deps, EntryMode } from "./ports";
import type { TenantScope } from "./scope";

export type ReportStolen = Command &
  OnBehalf & {
    /** A list of packs, or all that a delivery still has under way. */
    readonly packs: { readonly links: readonly string[] } | { readonly shipmentId: ShipmentId };
    readonly mode: Mode;
    readonly entry: EntryMode;
  };

/** T8: for good. By the maker, the last possessor (of goods under way: the sender) or an authority. */
export const reportStolen = (
  deps: Deps,
  own: TenantScope,
  command: ReportStolen,
): Promise<Result<PacksChanged, GateCode | ManyCode | "SHIPMENT_UNKNOWN">> =>
  performFor(deps, own, { action: "report-stolen", command }, async (scope, tx, now) => {
    const { packs, mode, entry } = command;
    const links = "links" in packs ? packs.links : await tx.packsUnderWay(packs.shipmentId);
    if (links === null) {
      return refuse(
        "SHIPMENT_UNKNOWN",
        "No packs of yours are under way in such a delivery.",
        "Check the delivery, or list the packs.",
      );
    }
    return changePacks(deps, tx, scope, {
      links,
      action: "report-stolen",
      mode,
      entry,
      now,
      lock: "transition",
      want: (pack) => ({ do: "stolen", claim: claimOf(scope, pack) }),
      recording: { event: stolen, parties: concerned },
    });
  });
