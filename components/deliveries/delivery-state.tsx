import { useTranslations } from "next-intl";
import { StateLabel, type StateTone } from "@/components/ui/state-label";
import type { Delivery } from "@/lib/operations/ports";

const TONE: Record<Delivery["state"], StateTone> = {
  OPEN: "progress",
  PARTLY_RECEIVED: "caution",
  RECEIVED: "live",
  VOIDED: "neutral",
};

/** How a delivery stands, with what is missing from it. */
export function DeliveryState({
  state,
  missing = 0,
}: {
  readonly state: Delivery["state"];
  /** Packs. */
  readonly missing?: number;
}) {
  const t = useTranslations("deliveries");
  return (
    <StateLabel tone={missing > 0 ? "caution" : TONE[state]}>
      {missing > 0 ? t("stateMissing", { state: t(`state.${state}`), count: missing }) : t(`state.${state}`)}
    </StateLabel>
  );
}
