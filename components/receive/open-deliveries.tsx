"use client";

import { Truck } from "lucide-react";
import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { useKept } from "@/components/deliveries/kept";
import { LinkRow, Rows } from "@/components/ui/rows";
import type { DeliverySummary } from "@/lib/operations/desk-ports";
import { KEPT_SCANS, keptScansKey } from "./kept-receipt";

type OpenDeliveriesProps = {
  readonly deliveries: readonly DeliverySummary[];
  readonly who: string;
  readonly timeZone: string;
};

/** What is on its way here, to open by touch when nothing can be scanned. */
export function OpenDeliveries({ deliveries, who, timeZone }: OpenDeliveriesProps) {
  const t = useTranslations("receive.start");
  const words = useTranslations("deliveries");
  const format = useFormatter();
  return (
    <Rows>
      {deliveries.map(({ id, partner, despatchAdvice, shippedAt, units, packs }) => (
        <LinkRow
          key={id}
          href={`/receive/${id}` as Route}
          icon={<Truck aria-hidden />}
          title={partner}
          detail={
            <>
              {t("rowDetail", {
                advice: despatchAdvice,
                when: format.dateTime(shippedAt, "moment", { timeZone }),
              })}
              <Begun keptAs={keptScansKey(who, id)} />
            </>
          }
          aside={words("withPacks", { units: words("count.any", { count: units }), packs })}
        />
      ))}
    </Rows>
  );
}

/** A delivery that this person has begun on this device says so: pausing is not losing. */
function Begun({ keptAs }: { readonly keptAs: string }) {
  const t = useTranslations("receive.start");
  const { value } = useKept(KEPT_SCANS, keptAs);
  return value.length > 0 ? (
    <span className="block font-semibold text-ink">{t("begun", { count: value.length })}</span>
  ) : null;
}
