"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { isEmpty } from "./bench";
import type { Packing } from "./use-packing";

const LEVELS = ["case", "pallet"] as const;

/** Packs into cases, or cases onto pallets; fixed while something is open. */
export function LevelChoice({ packing }: { readonly packing: Packing }) {
  const t = useTranslations("packing.level");
  const id = useId();
  const { bench, change, setMode } = packing;
  const locked = !isEmpty(bench);
  return (
    <div>
      <fieldset aria-label={t("label")} className="flex min-w-0 *:flex-1 sm:inline-flex">
        {LEVELS.map((level) => {
          const on = bench.level === level;
          return (
            <Button
              key={level}
              aria-pressed={on}
              aria-describedby={locked && !on ? id : undefined}
              unavailable={locked && !on}
              className="first:rounded-e-none last:-ms-px last:rounded-s-none aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
              onClick={() => {
                setMode("in");
                change((before) => ({ ...before, level }));
              }}
            >
              {t(level)}
            </Button>
          );
        })}
      </fieldset>
      <span id={id} className="sr-only">
        {t("locked")}
      </span>
    </div>
  );
}
