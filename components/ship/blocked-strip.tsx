"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { ShipmentCheck } from "@/lib/operations/check-shipment";

const SHOWN = 4;

type BlockedStripProps = {
  readonly blocked: ShipmentCheck["blocked"];
  readonly nameOf: (link: string) => string;
  /** As nameOf, to begin a sentence with. */
  readonly titleOf: (link: string) => string;
  readonly isPack: (link: string) => boolean;
  readonly onTake: (links: readonly string[]) => void;
};

/** Red, because it is a STOP: what may not be sold, in which unit, and the one thing to do. */
export function BlockedStrip({ blocked, nameOf, titleOf, isPack, onTake }: BlockedStripProps) {
  const t = useTranslations("ship.blocked");
  const reasons = useTranslations("deliveries.reason");
  const links = [...new Set(blocked.map(({ link }) => link))];
  const total = blocked.reduce((sum, { count }) => sum + count, 0);
  return (
    <div role="alert" className="grid gap-4 rounded-md border border-stop bg-stop-fill px-4 py-4">
      <div className="flex items-start gap-4">
        <VerdictShape kind="stop" className="size-9" on="var(--stop-fill)" />
        <div className="min-w-0 flex-1">
          <p className="font-semibold text-lg">{t("title", { count: total })}</p>
          <p className="text-sm">{t("next")}</p>
        </div>
      </div>
      <ul className="grid gap-3">
        {links.slice(0, SHOWN).map((link) => (
          <li key={link} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span className="min-w-0 flex-1 basis-48">
              {blocked
                .filter((each) => each.link === link)
                .map(({ reason, batch, count }) => (
                  <span key={`${reason} ${batch}`} className="block">
                    {isPack(link)
                      ? t("self", { what: titleOf(link), batch, reason: reasons(reason) })
                      : t("inside", { what: nameOf(link), batch, count, reason: reasons(reason) })}
                  </span>
                ))}
            </span>
            <Button aria-label={t("takeOf", { what: nameOf(link) })} onClick={() => onTake([link])}>
              {t("take")}
            </Button>
          </li>
        ))}
      </ul>
      {links.length > 1 && (
        <Button className="justify-self-start" onClick={() => onTake(links)}>
          {t("all")}
        </Button>
      )}
    </div>
  );
}
