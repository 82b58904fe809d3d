import { useFormatter } from "next-intl";
import type { PublicStatement } from "@/lib/core/proof/statement";
import { LONG_MONTH, monthStart, SHORT_MONTH } from "./month";

type Where = Pick<PublicStatement, "month" | "country">;

/** Month and country of a statement as people write them; what it does not say is left out. */
export function useMonthAndCountry(length: "short" | "long"): (statement: Where) => readonly string[] {
  const format = useFormatter();
  return ({ month, country }) => {
    const start = monthStart(month);
    const place =
      country && /^[A-Z]{2}$/.test(country) ? format.displayName(country, { type: "region" }) : country;
    const said = start ? format.dateTime(start, length === "short" ? SHORT_MONTH : LONG_MONTH) : month;
    return [said, place].filter((part) => part !== null);
  };
}
