"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { StationFoot } from "@/components/frame/station-frame";
import { Button } from "@/components/ui/button";
import { type CaseSizes, packsIn, sizeOf } from "./bench";
import type { Packing } from "./use-packing";

type PackFootProps = {
  readonly packing: Packing;
  readonly sizes: CaseSizes;
  readonly main: RefObject<HTMLButtonElement | null>;
};

export function PackFoot({ packing, sizes, main }: PackFootProps) {
  const t = useTranslations("packing.foot");
  const taking = useTranslations("packing.out");
  const { bench, mode, closing, durable } = packing;
  const size = sizeOf(bench, sizes);
  const packs = packsIn(bench);
  const nothing = bench.units.length === 0;
  const out = mode === "out";
  return (
    <StationFoot note={out ? taking("foot") : t(durable ? "durable" : "fleeting")}>
      <Button size="big" aria-pressed={out} onClick={() => packing.setMode(out ? "in" : "out")}>
        {t(out ? "takeOutOff" : "takeOut")}
      </Button>
      <Button
        ref={main}
        size="big"
        variant="primary"
        busy={closing}
        unavailable={nothing && bench.parent === null}
        onClick={() => void packing.close()}
      >
        {words()}
      </Button>
    </StationFoot>
  );

  function words(): string {
    if (nothing) return bench.parent === null ? t(`closeNone.${bench.level}`) : t("leave");
    if (bench.level === "pallet") return t("closePallet", { count: bench.units.length });
    return t(size !== null && packs < size ? "closePartial" : "closeCase", { count: packs });
  }
}
