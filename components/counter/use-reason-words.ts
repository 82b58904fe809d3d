import { useTranslations } from "next-intl";
import type { Reason } from "@/lib/core/verdict/reason";

/** A verdict's codes as sentences. */
export function useReasonWords() {
  const t = useTranslations("reasons");
  return {
    reason: ({ code, params }: Reason): string => t(`reason.${code}`, params as never),
  };
}
