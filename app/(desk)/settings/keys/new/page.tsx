import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ROUTES } from "@/app/api/routes";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { NewKeyForm } from "@/components/keys/new-key-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { grantableScopes } from "@/lib/operations/create-key";
import { actorOf } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";
import { apiRoutes } from "@/lib/web/openapi/routes";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("keys.form");
  return { title: t("title") };
}

export default async function NewKeyPage() {
  const scope = await requireScope();
  const { deps, env } = web();
  const now = deps.clock.now();
  const t = await getTranslations("keys.form");
  const allowed = can(actorOf(scope, now), "manage-keys");
  if (!allowed.ok) return <NotForYou refusal={allowed.refusal} title={t("title")} />;
  // What no route asks for yet would only be noise.
  const asked = new Set((await apiRoutes(ROUTES)).map(({ doc }) => doc.scope));
  const scopes = grantableScopes(scope, now).filter((each) => asked.has(each));
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { site: `${scope.siteName}, ${scope.siteCity}` })} />
      {scopes.length > 0 ? (
        <NewKeyForm scopes={scopes} origin={env.PUBLIC_ORIGIN} />
      ) : (
        <EmptyState title={t("noScopes")}>{t("noScopesBody")}</EmptyState>
      )}
    </>
  );
}
