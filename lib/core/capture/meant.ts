import type { ShipmentPurpose } from "@/lib/core/custody/purposes";
import type { QuantityLine } from "@/lib/core/custody/quantities";
import type { Uri } from "@/lib/core/epcis/members";

/** Units by canonical Digital Link, in the event's order, each once. */
type Units = { readonly epcs: readonly Uri[] };
/** Packs without serials that a handover moves: how many of which batch, each once. */
type Counted = { readonly quantities: readonly QuantityLine[] };
/** What a hold or recall is on: units, or a batch (AI 01/10) or product (AI 01). */
export type Subject = Units | { readonly epcClass: Uri };

/** One side of a handover as the event names it; what it leaves out is null. */
export type Party = {
  readonly owner: Uri | null;
  readonly possessor: Uri | null;
  readonly location: Uri | null;
};

type Lot = { readonly lotNumber: string; readonly itemExpirationDate: string };

/**
 * What an event means for the ledger: the command a person would have given at a screen (STANDARDS, the table of pharma
 * events). `observe`: worth keeping, and nothing changes.
 */
export type Meant =
  | ({ readonly do: "commission-packs" } & Units & Lot)
  | ({ readonly do: "commission-containers" } & Units)
  | { readonly do: "pack"; readonly parent: Uri; readonly children: readonly Uri[] }
  /** No children: all of them. */
  | { readonly do: "unpack"; readonly parent: Uri; readonly children: readonly Uri[] }
  | ({
      readonly do: "ship";
      readonly from: Party;
      readonly to: Party;
      readonly po: Uri | null;
      readonly desadv: Uri | null;
      /** Null: it isn't said, so whoever owns the goods on both sides tells. */
      readonly purpose: ShipmentPurpose | null;
    } & Units &
      Counted)
  | ({ readonly do: "void-ship"; readonly desadv: Uri | null } & Units)
  | ({
      readonly do: "receive";
      readonly from: Party;
      readonly to: Party;
      readonly desadv: Uri | null;
      readonly recadv: Uri | null;
    } & Units &
      Counted)
  | ({ readonly do: "count-in" } & Units)
  | ({ readonly do: "missing" } & Units)
  | ({ readonly do: "supply"; readonly partial: boolean } & Units)
  /** Of packs whose registry state was told before: a hospital's stock. */
  | ({ readonly do: "hand-out"; readonly partial: boolean } & Units)
  | ({ readonly do: "undo"; readonly undoes: Uri } & Units)
  | ({ readonly do: "sample"; readonly kind: "SAMPLE" | "FREE_SAMPLE" } & Units)
  | ({ readonly do: PlainVerb } & Units)
  | ({ readonly do: "repack"; readonly inputs: readonly Uri[]; readonly outputs: readonly Uri[] } & Lot)
  | { readonly do: "hold"; readonly subject: Subject }
  | { readonly do: "release-hold"; readonly subject: Subject }
  | { readonly do: "release-batch"; readonly epcClass: Uri }
  | { readonly do: "recall"; readonly subject: Subject }
  | { readonly do: "withdraw"; readonly epcClass: Uri; readonly markets: readonly string[] }
  | { readonly do: "observe" };

/** Changes of packs that say nothing but which packs. */
export type PlainVerb =
  | "export"
  | "lock"
  | "unlock"
  | "stolen"
  | "check-out"
  | "destroy"
  | "dispose"
  | "void";
