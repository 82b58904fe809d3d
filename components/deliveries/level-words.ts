import type { useFormatter, useTranslations } from "next-intl";

/** What a unit is called. `unit`: a container whose inside is not told. */
export type UnitLevel = "pallet" | "case" | "pack" | "unit";

type Words = ReturnType<typeof useTranslations<"deliveries">>;
type Format = Pick<ReturnType<typeof useFormatter>, "list">;

const ORDER = ["pallet", "case", "unit", "pack"] as const;

/** "1 pallet and 2 cases (288 packs)"; loose packs only are said once: "3 packs". */
export function unitsAndPacks(levels: readonly UnitLevel[], packs: number, t: Words, format: Format): string {
  const parts = ORDER.flatMap((level) => {
    const count = levels.filter((each) => each === level).length;
    return count > 0 ? [t(`count.${level}`, { count })] : [];
  });
  if (levels.every((level) => level === "pack")) return t("count.pack", { count: packs });
  return t("withPacks", { units: format.list(parts), packs });
}
