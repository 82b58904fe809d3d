import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Refusal } from "@/lib/core/refusal";

/** Why nothing was recorded, where the work is; nothing when it was. */
export function NotRecorded({ refusal }: { readonly refusal: Refusal | null }) {
  const t = useTranslations("differences");
  return (
    refusal && (
      <Notice live tone="caution" title={t("refused")}>
        {refusal.message} {refusal.next}
      </Notice>
    )
  );
}
