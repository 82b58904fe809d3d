"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { StationFoot } from "@/components/frame/station-frame";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { Receiving } from "./use-receiving";

type ReceiveFootProps = {
  readonly receiving: Receiving;
  readonly main: RefObject<HTMLButtonElement | null>;
  readonly onReceive: () => void;
};

/** What is safe, a way to stop for now, and the one decision with its numbers. */
export function ReceiveFoot({ receiving, main, onReceive }: ReceiveFootProps) {
  const t = useTranslations("receive.foot");
  const kept = useTranslations("deliveries.kept");
  const { progress, durable, outcome } = receiving;
  const { received, missing } = progress.packs;
  const nothing = received === 0;
  return (
    <StationFoot note={nothing ? t("nothingWhy") : kept(durable ? "durable" : "fleeting")}>
      <ButtonLink href={"/receive" as Route} size="big">
        {t("pause")}
      </ButtonLink>
      <Button
        ref={main}
        size="big"
        variant="primary"
        unavailable={nothing}
        busy={outcome.kind === "sending"}
        onClick={onReceive}
      >
        {nothing
          ? t("nothing")
          : missing === 0
            ? t("all", { count: received })
            : t("some", { received, missing })}
      </Button>
    </StationFoot>
  );
}
