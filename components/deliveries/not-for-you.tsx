import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Refusal } from "@/lib/core/refusal";

type NotForYouProps = {
  readonly refusal: Refusal | null;
  /** The page's title, where no frame of a station has said it. */
  readonly title?: string;
  /** Where to go on instead of the start. */
  readonly back?: { readonly href: Route; readonly label: string };
};

/** Opened by address without the right to it: says whose work it is, and leads home. */
export function NotForYou({ refusal, title, back }: NotForYouProps) {
  const t = useTranslations("deliveries.refused");
  return (
    <div className={title === undefined ? "px-5 py-10 md:px-12" : undefined}>
      {title !== undefined && <PageHeader title={title} />}
      <ErrorState
        title={refusal?.message ?? t("title")}
        action={<ButtonLink href={back?.href ?? ("/home" as Route)}>{back?.label ?? t("home")}</ButtonLink>}
        {...(refusal ? { code: refusal.code } : {})}
      >
        {refusal?.next}
      </ErrorState>
    </div>
  );
}
