import { KeyRound, Plus } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { KeyTable } from "@/components/keys/key-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { viewKeys } from "@/lib/operations/view-keys";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("keys");
  return { title: t("title") };
}

export default async function KeysPage() {
  const scope = await requireScope();
  const { deps } = web();
  const t = await getTranslations("keys");
  const keys = await viewKeys(deps, scope);
  if (!keys.ok) return <NotForYou refusal={keys.refusal} title={t("title")} />;
  const make = (
    <ButtonLink href={"/settings/keys/new" as Route} variant="primary" icon={<Plus aria-hidden />}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { site: `${scope.siteName}, ${scope.siteCity}` })}
        actions={keys.value.length > 0 && make}
      />
      {keys.value.length > 0 ? (
        <KeyTable
          keys={keys.value}
          organisation={scope.orgName}
          timeZone={scope.timeZone}
          now={deps.clock.now()}
        />
      ) : (
        <EmptyState title={t("empty")} icon={<KeyRound aria-hidden />} action={make}>
          {t("emptyBody")}
        </EmptyState>
      )}
      <p className="mt-6">
        <Link href={"/developers" as Route} className="link">
          {t("developers")}
        </Link>
      </p>
    </>
  );
}
