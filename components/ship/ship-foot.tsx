"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { StationFoot } from "@/components/frame/station-frame";
import { Button } from "@/components/ui/button";

/** Why nothing can be shipped yet, in the order in which it is told. */
export type Obstacle = "nothing" | "away" | "blocked" | "packed" | "order";

type ShipFootProps = {
  readonly obstacle: Obstacle | null;
  readonly durable: boolean;
  readonly sending: boolean;
  /** "10 cases (240 packs)". */
  readonly units: string;
  readonly receiver: string;
  readonly main: RefObject<HTMLButtonElement | null>;
  readonly onShip: () => void;
};

/** What is in the way or safe, and the one decision with its numbers and its receiver. */
export function ShipFoot({ obstacle, durable, sending, units, receiver, main, onShip }: ShipFootProps) {
  const t = useTranslations("ship.foot");
  const kept = useTranslations("deliveries.kept");
  const nothing = obstacle === "nothing";
  return (
    <StationFoot note={obstacle === null ? kept(durable ? "durable" : "fleeting") : t(`why.${obstacle}`)}>
      <Button
        ref={main}
        size="big"
        variant="primary"
        unavailable={obstacle !== null}
        busy={sending}
        onClick={onShip}
      >
        {nothing ? t("nothing") : t("ship", { units, receiver })}
      </Button>
    </StationFoot>
  );
}
