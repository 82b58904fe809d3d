import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorState } from "@/components/ui/error-state";
import type { Refusal } from "@/lib/core/refusal";

/** Opened by address without the right to it: says whose work it is, and leads home. */
export function NotForYou({ refusal }: { readonly refusal: Refusal | null }) {
  const t = useTranslations("deliveries.refused");
  return (
    <div className="px-5 py-10 md:px-12">
      <ErrorState
        title={refusal?.message ?? t("title")}
        action={<ButtonLink href={"/home" as Route}>{t("home")}</ButtonLink>}
        {...(refusal ? { code: refusal.code } : {})}
      >
        {refusal?.next}
      </ErrorState>
    </div>
  );
}
