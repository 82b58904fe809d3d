"use client";

import { useTranslations } from "next-intl";
import { PublicFrame } from "@/components/frame/public-frame";
import { Button } from "@/components/ui/button";
import { PublicVerdict } from "@/components/verdict/public-verdict";

/** The register did not answer. That is no answer about the pack, and must not look like one. */
export default function PackPageError({ retry }: { readonly retry: () => void }) {
  const t = useTranslations("pack-page.failed");
  const common = useTranslations("common");
  return (
    <PublicFrame width="phone">
      <PublicVerdict
        kind="cannot-tell"
        title={t("title")}
        detail={t("body")}
        actions={
          <Button variant="primary" size="big" wide onClick={retry}>
            {common("retry")}
          </Button>
        }
      />
    </PublicFrame>
  );
}
