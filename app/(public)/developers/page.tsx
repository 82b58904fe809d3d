import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { ROUTES } from "@/app/api/routes";
import { CodeBlock } from "@/components/developers/code-block";
import { RouteEntry } from "@/components/developers/route-entry";
import { PublicFrame } from "@/components/frame/public-frame";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { web } from "@/lib/web/deps";
import { apiRoutes } from "@/lib/web/openapi/routes";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("developers");
  return { title: t("title") };
}

const RULES = ["keys", "repeat", "errors", "limits", "units", "more"] as const;
/** What most come for, and what few do. */
const FIRST = ["packs", "units", "batches", "shipments"];
const LAST = ["public", "proofs", "log", "session", "keys", "health"];

/** The API for people: from the same descriptions as the OpenAPI document. */
export default async function DevelopersPage() {
  const t = await getTranslations("developers");
  const { env } = web();
  const routes = await apiRoutes(ROUTES);
  const nouns = [
    ...new Set([...FIRST, ...routes.map(({ noun }) => noun).filter((noun) => !LAST.includes(noun)), ...LAST]),
  ].filter((noun) => routes.some((route) => route.noun === noun));
  return (
    <PublicFrame>
      <PageHeader title={t("title")} lead={t("lead")} />
      <p>
        <a className="link" href="/api/openapi.json">
          {t("document")}
        </a>
      </p>
      <div className="mt-9">
        <Section title={t("start.title")} lead={t("start.key")}>
          <p className="mb-2">{t("start.first")}</p>
          <CodeBlock label={t("start.first")}>
            {`curl ${env.PUBLIC_ORIGIN}/api/v1/session \\\n  -H "Authorization: Bearer $PACKPROOF_KEY"`}
          </CodeBlock>
        </Section>
        <Section title={t("rules.title")}>
          <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-y-3">
            {RULES.map((rule) => (
              <Fragment key={rule}>
                <dt className="font-semibold max-sm:mt-3 sm:font-normal sm:text-soft">
                  {t(`rules.${rule}`)}
                </dt>
                <dd>{t(`rules.${rule}Body`)}</dd>
              </Fragment>
            ))}
          </dl>
        </Section>
        {nouns.map((noun) => (
          <Section
            key={noun}
            title={t.has(`noun.${noun}` as "noun.packs") ? t(`noun.${noun}` as "noun.packs") : noun}
          >
            <div className="border-line border-t">
              {routes
                .filter((route) => route.noun === noun)
                .map((route) => (
                  <RouteEntry
                    key={`${route.method} ${route.path}`}
                    route={route}
                    origin={env.PUBLIC_ORIGIN}
                  />
                ))}
            </div>
          </Section>
        ))}
      </div>
    </PublicFrame>
  );
}
