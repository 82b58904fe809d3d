"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shortCode } from "@/components/deliveries/link-parts";
import { UnitCode } from "@/components/deliveries/unit-code";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { type Arrival, containerOf, type Placed } from "./arrival";

const SHOWN = 6;

type MissingListProps = {
  readonly arrival: Arrival;
  /** As high in the tree as possible: a missing case is one row. */
  readonly missing: readonly string[];
  readonly caption: string;
};

/** What was announced and not seen yet, with the case it lies in. */
export function MissingList({ arrival, missing, caption }: MissingListProps) {
  const t = useTranslations("receive.missing");
  const levels = useTranslations("deliveries");
  const [all, setAll] = useState(false);
  const rows = (all ? missing : missing.slice(0, SHOWN)).flatMap((link) => arrival.placed.get(link) ?? []);

  const whereOf = ({ unit, level, position, of }: Placed) => {
    const inside = containerOf(arrival, unit.id);
    if (inside) {
      return inside.of > 1
        ? t("in", { level: levels(`level.${inside.level}`), position: inside.position })
        : shortCode(inside.unit.id);
    }
    return level !== "pack" && of > 1
      ? t("self", { level: levels(`level.${level}`), position, packs: unit.packs })
      : levels("count.pack", { count: unit.packs });
  };

  return (
    <div className="grid gap-3">
      <Table
        caption={caption}
        rows={rows}
        keyOf={({ unit }) => unit.id}
        columns={[
          { key: "what", header: t("what"), cell: ({ unit }) => <UnitCode link={unit.id} /> },
          { key: "where", header: t("where"), cell: whereOf, quiet: true },
        ]}
      />
      {missing.length > SHOWN && !all && (
        <Button variant="quiet" className="justify-self-start" onClick={() => setAll(true)}>
          {t("all", { count: missing.length })}
        </Button>
      )}
    </div>
  );
}
