import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewBatchForm } from "@/components/batches/new-batch-form";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { localDay } from "@/lib/core/time/zone";
import { actorOf } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("batches.form");
  return { title: t("title") };
}

export default async function NewBatchPage() {
  const scope = await requireScope();
  const { deps } = web();
  const now = deps.clock.now();
  // The list says who plans batches, and what is missing before the first one.
  if (!can(actorOf(scope, now), "create-batch").ok) redirect("/batches" as Route);
  const [t, products] = await Promise.all([getTranslations("batches.form"), deps.directory.products(scope)]);
  const own = products.filter(
    ({ holderId, serialised, state }) => holderId === scope.orgId && serialised && state === "ACTIVE",
  );
  if (own.length === 0) redirect("/batches" as Route);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <NewBatchForm
        today={localDay(scope.timeZone, now)}
        products={own.map(({ id, name, strength, packSize }) => ({
          id,
          label: `${name} ${strength}, ${packSize}`,
        }))}
      />
    </>
  );
}
