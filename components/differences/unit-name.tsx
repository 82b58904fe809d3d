import { useTranslations } from "next-intl";
import { UnitCode } from "@/components/deliveries/unit-code";
import { lotOf } from "@/lib/core/gs1/link";

type UnitNameProps = { readonly link: string | null; readonly quantity: number | null };

/** What a difference is about: a unit by its code, packs without serials by their batch. */
export function UnitName({ link, quantity }: UnitNameProps) {
  const t = useTranslations("differences");
  if (link === null) return t("noCode");
  const lot = quantity === null ? null : lotOf(link);
  return lot && quantity !== null ? (
    t("lot", { count: quantity, batch: lot.number })
  ) : (
    <UnitCode link={link} />
  );
}
