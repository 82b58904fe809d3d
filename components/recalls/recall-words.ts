import { useTranslations } from "next-intl";
import type { RecallLine } from "@/lib/operations/market-ports";
import type { RecallView } from "@/lib/operations/view-recall";

/** "Ternavex 10 mg, batch TX24107 and 1 more". */
export function useRecallName(): (recall: Pick<RecallView, "batches">) => string {
  const t = useTranslations("recalls");
  return ({ batches: [first, ...more] }) => {
    const name = { product: first?.product ?? "", batch: first?.number ?? "" };
    return more.length === 0 ? t("name", name) : t("nameMore", { ...name, count: more.length });
  };
}

/** Where a recall stands for the one who asks: what waits for them comes first. */
export type RecallStanding = "draft" | "cancelled" | "yours" | "running" | "answered";

export function standingOf({ state, open, unanswered }: Pick<RecallLine, "state" | "open" | "unanswered">) {
  if (state === "DRAFT") return "draft";
  if (state === "CANCELLED") return "cancelled";
  if (open.length > 0) return "yours";
  return unanswered === null || unanswered > 0 ? "running" : "answered";
}
