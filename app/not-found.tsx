import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";

export default async function NotFound() {
  const t = await getTranslations("common");
  return (
    <PublicFrame>
      <PageHeader title={t("notFound.title")} lead={t("notFound.body")} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={"/" as Route} variant="primary">
          {t("notFound.home")}
        </ButtonLink>
        <ButtonLink href={"/check" as Route}>{t("notFound.check")}</ButtonLink>
      </div>
    </PublicFrame>
  );
}
