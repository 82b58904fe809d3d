"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

type ErrorPageProps = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

/** Stands in for the page that failed, inside whatever frame is still whole. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations("common");
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-5 py-12">
      <ErrorState
        title={t("error.title")}
        {...(error.digest ? { code: t("error.code", { digest: error.digest }) } : {})}
        action={
          <Button variant="primary" onClick={retry}>
            {t("retry")}
          </Button>
        }
      >
        {t("error.body")}
      </ErrorState>
    </main>
  );
}
