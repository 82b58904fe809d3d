import { FileCheck, LogIn, ScanLine } from "lucide-react";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { LinkRow, Rows } from "@/components/ui/rows";
import { web } from "@/lib/web/deps";

export default async function LandingPage() {
  const t = await getTranslations("landing");
  const { DEMO } = web().env;
  return (
    <PublicFrame>
      <h1 className="max-w-[22em] font-bold text-xl sm:text-2xl">{t("sentence")}</h1>
      <div className="mt-9 sm:max-w-md">
        <ButtonLink
          href={"/check" as Route}
          variant="primary"
          size="big"
          wide
          icon={<ScanLine aria-hidden />}
        >
          {t("check")}
        </ButtonLink>
        <p className="mt-3 text-soft">{t("checkHint")}</p>
      </div>
      <div className="mt-12">
        <Rows>
          <LinkRow
            href={"/sign-in" as Route}
            icon={<LogIn aria-hidden />}
            title={t("signIn")}
            detail={t("signInHint")}
          />
          <LinkRow
            href={"/proof" as Route}
            icon={<FileCheck aria-hidden />}
            title={t("proof")}
            detail={t("proofHint")}
          />
        </Rows>
      </div>
      {DEMO && (
        <div className="mt-6">
          <Notice title={t("demoTitle")}>{t("demo")}</Notice>
        </div>
      )}
    </PublicFrame>
  );
}
