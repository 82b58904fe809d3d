import type { RecallView } from "@/lib/operations/view-recall";

export type RecallFigures = {
  /** Share of all packs that are accounted for; never rounded up to the whole while one is missing. */
  readonly located: number;
  /** Sites that acknowledged, of those that were asked. */
  readonly acknowledged: number;
  readonly asked: number;
};

/** How far a recall is, over all its batches. */
export function figuresOf({ batches, sites }: Pick<RecallView, "batches" | "sites">): RecallFigures {
  const balances = batches.flatMap(({ balance }) => balance ?? []);
  const commissioned = balances.reduce((sum, balance) => sum + balance.commissioned, 0);
  const lost = balances.reduce((sum, { unaccounted }) => sum + unaccounted, 0);
  const located = commissioned === 0 ? 1 : 1 - lost / commissioned;
  const acknowledged = sites.acknowledged + sites.completed;
  return {
    located: Math.floor(located * 1000) / 1000,
    acknowledged,
    asked: sites.notified + sites.opened + acknowledged,
  };
}
