import { can, type Subject } from "@/lib/core/access/can";
import type { Action } from "@/lib/core/access/permissions";
import type { BatchId, PersonId } from "@/lib/core/pack/ids";
import type { UndoableState } from "@/lib/core/pack/undo";
import type { OnBehalf } from "./acting-for";
import { actorOf, type TenantScope } from "./scope";

/** What can be done in bulk, and what whoever starts it must be allowed to do: then, and still when it is done. */
export const JOB_ACTIONS = {
  verify: "verify-pack",
  dispense: "dispense-pack",
  undo: "undo-pack",
  export: "export-pack",
  sample: "sample-pack",
  "free-sample": "free-sample-pack",
  lock: "lock-pack",
  unlock: "unlock-pack",
  destroy: "destroy-pack",
  void: "void-packs",
  commission: "commission-packs",
  // A document of events: all of them or none, or as many as can be.
  "capture-all": "capture-events",
  "capture-each": "capture-events",
} as const satisfies Record<string, Action>;

export type JobKind = keyof typeof JOB_ACTIONS;
/** Documents of events, which EPCIS starts and shows (view-capture). */
export const CAPTURE_KINDS = ["capture-all", "capture-each"] as const satisfies readonly JobKind[];
export type CaptureKind = (typeof CAPTURE_KINDS)[number];
export const isCapture = (kind: JobKind): kind is CaptureKind =>
  (CAPTURE_KINDS as readonly JobKind[]).includes(kind);
/** Lists of packs, which people and programs start and see. */
export type PackKind = Exclude<JobKind, CaptureKind>;
export const PACK_KINDS = (Object.keys(JOB_ACTIONS) as readonly JobKind[]).filter(
  (kind): kind is PackKind => !isCapture(kind),
);

/** Kinds that need to know nothing besides their packs. */
export const PLAIN_KINDS = ["dispense", "export", "sample", "free-sample", "lock", "unlock", "void"] as const;
type PlainKind = (typeof PLAIN_KINDS)[number];

/** What becomes of packs that a list names, in the own name or a holder's. */
export type PackOrder = OnBehalf & ListOrder;
type ListOrder =
  | { readonly [Kind in PlainKind]: { readonly kind: Kind } }[PlainKind]
  | {
      readonly kind: "undo";
      readonly undoes: Exclude<UndoableState, "LOCKED">;
      readonly declaredNotHandedOver: boolean;
    }
  | { readonly kind: "destroy"; readonly witness: PersonId | null };

/** Packs that are made of a batch. */
export type CommissionOrder = OnBehalf & { readonly kind: "commission"; readonly batchId: BatchId };

/** Events of other systems, in the order they were told in: a later one builds on an earlier one. */
export type CaptureOrder = { readonly kind: CaptureKind };

/** What a job is to do with its items. */
export type JobOrder = { readonly kind: "verify" } | PackOrder | CommissionOrder | CaptureOrder;
export type OrderOf<Kind extends JobKind> = Extract<JobOrder, { readonly kind: Kind }>;

/** Whether they may do, see and stop a job of this kind; in another's name by its delegation. */
export const mayDo = (
  scope: TenantScope,
  { kind, actingFor }: OnBehalf & { readonly kind: JobKind },
  now: number,
) => can(actorOf(scope, now), JOB_ACTIONS[kind], inNameOf(actingFor));

/** Its products are asked about once the work knows them. */
export const inNameOf = (actingFor: OnBehalf["actingFor"]): Subject =>
  actingFor === undefined ? {} : { actingFor, products: [] };
