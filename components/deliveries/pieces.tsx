import { useFormatter, useTranslations } from "next-intl";
import type { Piece } from "./contents";

/** What a line holds, a line a batch. */
export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  const t = useTranslations("deliveries.detail");
  const format = useFormatter();
  return pieces.map(({ product, batch, lastValidDay, count }) => (
    <span key={`${product} ${batch}`} className="block">
      {t("piece", { count, product, batch })}
      {lastValidDay && (
        <span className="text-soft">
          {" · "}
          {t("until", {
            day: format.dateTime(new Date(`${lastValidDay}T12:00:00Z`), "day", { timeZone: "UTC" }),
          })}
        </span>
      )}
    </span>
  ));
}
