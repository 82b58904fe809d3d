"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { Row, Rows } from "@/components/ui/rows";
import { Section } from "@/components/ui/section";
import type { DispensedHere } from "./use-dispensed-here";

type DispensedListProps = {
  readonly packs: readonly DispensedHere[];
  readonly timeZone: string;
  /** Null: this person may not undo. */
  readonly onUndo: ((pack: DispensedHere) => void) | null;
};

export function DispensedList({ packs, timeZone, onUndo }: DispensedListProps) {
  const t = useTranslations("counter");
  const format = useFormatter();
  return (
    <Section title={t("today")}>
      {packs.length === 0 ? (
        <p className="max-w-measure text-soft">{t("todayEmpty")}</p>
      ) : (
        <Rows>
          {packs.map((pack) => (
            <Row
              key={`${pack.gtin} ${pack.serial}`}
              title={pack.name}
              detail={
                <>
                  <Code>{pack.serial}</Code> · {format.dateTime(pack.at, "time", { timeZone })} ·{" "}
                  {t("undoUntil", { moment: format.dateTime(pack.undoUntil, "moment", { timeZone }) })}
                </>
              }
              action={onUndo && <Button onClick={() => onUndo(pack)}>{t("undo")}</Button>}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}
