import { useTranslations } from "next-intl";
import { useMonthAndCountry } from "@/components/public/month-and-country";
import type { PublicStatement } from "@/lib/core/proof/statement";

type Said = Pick<PublicStatement, "bizStep" | "month" | "country">;

/** A statement as a person would say it: "Dispensed, November 2026, Austria". A word we lack is said as it stands. */
export function useStatement(): (statement: Said) => string {
  const t = useTranslations("proof-page");
  const where = useMonthAndCountry("long");
  return (statement) => {
    const { bizStep } = statement;
    const key = `word.${bizStep}` as "word.dispensing";
    const word = bizStep === null ? t("unsaid") : /^\w+$/.test(bizStep) && t.has(key) ? t(key) : bizStep;
    return [word, ...where(statement)].join(", ");
  };
}
