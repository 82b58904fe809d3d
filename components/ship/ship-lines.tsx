"use client";

import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Fragment } from "react";
import type { UnitLevel } from "@/components/deliveries/level-words";
import { UnitCode } from "@/components/deliveries/unit-code";
import { IconButton } from "@/components/ui/icon-button";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { ShipLine } from "./draft";

type ShipLinesProps = {
  readonly lines: readonly ShipLine[];
  readonly levelOf: (line: ShipLine) => UnitLevel;
  readonly nameOf: (link: string) => string;
  /** Links with something in them that may not be sold. */
  readonly blocked: ReadonlySet<string>;
  /** Links about which something has to be decided first. */
  readonly open: ReadonlySet<string>;
  readonly onRemove: (link: string) => void;
};

/** What goes out, newest first, each line ticked with what is in it. */
export function ShipLines({ lines, levelOf, nameOf, blocked, open, onRemove }: ShipLinesProps) {
  const t = useTranslations("ship.list");
  const words = useTranslations("deliveries");
  const format = useFormatter();
  if (lines.length === 0) return <p className="border-line border-y py-6 text-soft">{t("empty")}</p>;

  function detailOf({ kind, packs, product, batch, lastValidDay }: ShipLine) {
    const what =
      product === null
        ? t("detailMixed", { count: packs })
        : kind === "sgtin"
          ? product
          : t("detail", { count: packs, product });
    const day =
      lastValidDay && format.dateTime(new Date(`${lastValidDay}T12:00:00Z`), "day", { timeZone: "UTC" });
    const parts = [what, batch && t("batch", { batch }), day && t("until", { day })].filter(Boolean);
    return parts.map((part, i) => (
      <Fragment key={part}>
        {i > 0 && " · "}
        <span className="whitespace-nowrap">{part}</span>
      </Fragment>
    ));
  }

  return (
    <ul className="sheet divide-y divide-line">
      {lines.toReversed().map((line) => (
        <li key={line.link} className="flex items-center gap-4 py-3 ps-4 pe-2.5">
          <VerdictShape
            kind={blocked.has(line.link) ? "stop" : open.has(line.link) ? "check" : "verified"}
            className="size-7"
          />
          <div className="min-w-0 flex-1">
            <div className="font-semibold">
              {words(`level.${levelOf(line)}`)} <UnitCode link={line.link} />
            </div>
            <div className="text-sm text-soft">{detailOf(line)}</div>
          </div>
          <IconButton
            label={t("remove", { what: nameOf(line.link) })}
            icon={<X aria-hidden />}
            onClick={() => onRemove(line.link)}
          />
        </li>
      ))}
    </ul>
  );
}
