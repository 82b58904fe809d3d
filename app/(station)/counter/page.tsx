import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CounterStation } from "@/components/counter/counter-station";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { actorOf } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("counter");
  return { title: t("title") };
}

export default async function CounterPage() {
  const scope = await requireScope();
  const { deps } = web();
  const actor = actorOf(scope, deps.clock.now());
  if (!can(actor, "verify-pack").ok) notFound();
  return (
    <CounterStation
      site={{ id: scope.siteId, organisation: scope.orgName, city: scope.siteCity, timeZone: scope.timeZone }}
      person={scope.personName}
      mayUndo={can(actor, "undo-pack").ok}
      tray={await deps.desk.tray(scope, "counter")}
    />
  );
}
