import type { ForbiddenCode } from "@/lib/core/access/can";
import type { BatchId, SiteId } from "@/lib/core/pack/ids";
import { type Balance, balanceOf } from "@/lib/core/recall/buckets";
import { isLate, RECALL_STEPS, type RecallImpact, type RecallStep } from "@/lib/core/recall/response";
import { ok, type Result } from "@/lib/core/refusal";
import { look } from "./gate";
import type { RecallBoard, RecallId, RecallLine } from "./market-ports";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";
import { recallUnknown } from "./sign-recall";

export type RecallView = Omit<RecallBoard, "batches" | "responses"> & {
  readonly batches: readonly {
    readonly id: BatchId;
    readonly number: string;
    readonly gtin: string;
    readonly product: string;
    /** False: counted without serials, as sites told how many there are. */
    readonly serialised: boolean;
    /** Where every pack is: commissioned = the sum of the buckets. Null for a site that was only notified. */
    readonly balance: Balance | null;
  }[];
  /** Sites that the one who asks may know by name. */
  readonly responses: readonly SiteResponse[];
  /** All sites, by how far they are. */
  readonly sites: Readonly<Record<RecallStep, number>> & { readonly late: number };
  /** When the last of all sites acknowledged; null: one has not, or none was asked. */
  readonly allAcknowledged: number | null;
};

export type SiteResponse = {
  readonly siteId: SiteId;
  readonly site: string;
  readonly organisation: string;
  readonly mine: boolean;
  readonly step: RecallStep;
  /** When it took that step. */
  readonly since: number;
  /** Epoch milliseconds; null: nothing is asked of it. */
  readonly due: number | null;
  readonly late: boolean;
  readonly acknowledged: {
    readonly at: number;
    readonly impact: RecallImpact;
    readonly quantity: number;
  } | null;
};

const RECALLS_LISTED = 200;

/** Every recall that concerns this organisation: drafts of its own, what it has to answer, what it may see. */
export const viewRecalls = (
  deps: Deps,
  scope: TenantScope,
): Promise<Result<readonly RecallLine[], ForbiddenCode>> =>
  look(deps, scope, "view-recalls", async () => ok(await deps.ledger.recalls(scope, RECALLS_LISTED)));

/** A recall as its organisation, its maker and the authorities of its markets see it, and as a site that must answer does. */
export const viewRecall = (
  deps: Deps,
  scope: TenantScope,
  id: RecallId,
): Promise<Result<RecallView, ForbiddenCode | "RECALL_UNKNOWN">> =>
  look(deps, scope, "view-recalls", async (now) => {
    const board = await deps.ledger.recallBoard(scope, id);
    if (!board) return recallUnknown();
    const responses = board.responses.map((response) => ({ ...response, ...progressOf(response, now) }));
    const counts = Object.fromEntries(
      RECALL_STEPS.map((step) => [step, responses.filter((response) => response.step === step).length]),
    ) as Record<RecallStep, number>;
    return ok({
      ...board,
      batches: board.batches.map(({ commissioned, rows, ...batch }) => ({
        ...batch,
        balance: commissioned === null || rows === null ? null : balanceOf(commissioned, rows),
      })),
      responses: responses.flatMap(({ siteId, site, organisation, steps: _, ...response }) =>
        siteId === null || site === null || organisation === null
          ? []
          : [{ siteId, site, organisation, ...response }],
      ),
      sites: { ...counts, late: responses.filter(({ late }) => late).length },
      allAcknowledged: lastOf(responses.map(({ acknowledged }) => acknowledged?.at ?? null)),
    });
  });

const lastOf = (times: readonly (number | null)[]): number | null =>
  times.length === 0
    ? null
    : times.reduce((last, at) => (last === null || at === null ? null : Math.max(last, at)));

function progressOf({ due, steps }: RecallBoard["responses"][number], now: number) {
  const acknowledged = steps.find(({ step }) => step === "acknowledged");
  const last = RECALL_STEPS.flatMap((step) => steps.find((given) => given.step === step) ?? []).at(-1);
  if (!last) throw new Error("A site in a recall was notified");
  return {
    step: last.step,
    since: last.at,
    late: isLate(due, acknowledged?.at ?? null, now),
    acknowledged:
      acknowledged?.impact && acknowledged.quantity !== null
        ? { at: acknowledged.at, impact: acknowledged.impact, quantity: acknowledged.quantity }
        : null,
  };
}
