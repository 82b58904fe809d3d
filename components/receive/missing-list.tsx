"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shortCode } from "@/components/deliveries/link-parts";
import { UnitCode } from "@/components/deliveries/unit-code";
import { Button } from "@/components/ui/button";
import { type Arrival, containerOf, type Placed } from "./arrival";

const SHOWN = 6;

type MissingListProps = {
  readonly arrival: Arrival;
  /** As high in the tree as possible: a missing case is one row. */
  readonly missing: readonly string[];
};

/** What was announced and not seen yet, with the case it lies in. */
export function MissingList({ arrival, missing }: MissingListProps) {
  const t = useTranslations("receive.missing");
  const words = useTranslations("deliveries");
  const [all, setAll] = useState(false);
  const rows = (all ? missing : missing.slice(0, SHOWN)).flatMap((link) => arrival.placed.get(link) ?? []);

  const whereOf = ({ unit, level }: Placed) => {
    if (level !== "pack") return words("count.pack", { count: unit.packs });
    const inside = containerOf(arrival, unit.id);
    if (inside === null) return unit.product;
    return inside.of > 1
      ? t(`in.${inside.level === "pallet" ? "pallet" : "case"}`, {
          position: inside.position,
          code: shortCode(inside.unit.id),
        })
      : shortCode(inside.unit.id);
  };

  return (
    <div className="grid gap-3">
      <ul>
        {rows.map((row) => (
          <li
            key={row.unit.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b py-3"
          >
            <span className="min-w-0">
              {row.level !== "pack" && <>{words(`level.${row.level}`)} </>}
              <UnitCode link={row.unit.id} />
            </span>
            <span className="text-soft">{whereOf(row)}</span>
          </li>
        ))}
      </ul>
      {missing.length > SHOWN && !all && (
        <Button variant="quiet" className="justify-self-start" onClick={() => setAll(true)}>
          {t("all", { count: missing.length })}
        </Button>
      )}
    </div>
  );
}
