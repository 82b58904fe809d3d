import type { RegistryState } from "@/lib/core/pack/axes";
import { bucketOf, type Disposition } from "@/lib/core/recall/buckets";
import type { StockLine } from "./desk-ports";
import type { RecallLine } from "./market-ports";
import type { TenantScope } from "./scope";

/** What a recall asks of the one who opened the home page. */
export type RecallNeed =
  /** In force, and this site has packs of it that are not put aside, or was told and has not answered. */
  | { readonly kind: "recall"; readonly recall: RecallLine; readonly packs: number }
  /** A draft of the organisation; `mine`: this person prepared it and waits for another one. */
  | { readonly kind: "signature"; readonly recall: RecallLine; readonly mine: boolean }
  /** In force, and not all sites have answered: for those who may chase them. */
  | { readonly kind: "running"; readonly recall: RecallLine; readonly unanswered: number };

type Asking = {
  readonly scope: Pick<TenantScope, "siteId" | "personId">;
  /** What stands at the active site. */
  readonly stock: readonly StockLine[];
  readonly maySign: boolean;
};

/** The gravest first: what one holds oneself, then signatures, then others' answers; within each the latest first. */
export function recallNeeds(
  recalls: readonly RecallLine[],
  { scope, stock, maySign }: Asking,
): readonly RecallNeed[] {
  const signed = recalls.filter(({ state }) => state === "SIGNED");
  return [
    ...signed.flatMap((recall) => {
      const packs = onShelf(stock, recall);
      return packs > 0 || recall.open.includes(scope.siteId)
        ? [{ kind: "recall" as const, recall, packs }]
        : [];
    }),
    ...recalls
      .filter(({ state, mine }) => state === "DRAFT" && mine && maySign)
      .map((recall) => ({
        kind: "signature" as const,
        recall,
        mine: recall.preparedBy === scope.personId,
      })),
    ...signed.flatMap((recall) =>
      maySign && recall.unanswered
        ? [{ kind: "running" as const, recall, unanswered: recall.unanswered }]
        : [],
    ),
  ];
}

/** Packs of recalled batches that stand here and are not in quarantine. */
const onShelf = (stock: readonly StockLine[], { batchIds }: RecallLine): number =>
  stock.reduce((sum, line) => sum + (batchIds.includes(line.batchId) && isOnShelf(line) ? line.count : 0), 0);

export function isOnShelf({ recalled, state, ownDisposition, held }: StockLine): boolean {
  if (!recalled) return false;
  const disposition = (ownDisposition ?? "AT_SITE") as Disposition;
  const bucket = bucketOf(state as RegistryState, disposition, held);
  return bucket === "saleable" || bucket === "hospital-stock";
}
