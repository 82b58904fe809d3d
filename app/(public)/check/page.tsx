import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";
import { CheckStation } from "@/components/public/check-station";
import { PageHeader } from "@/components/ui/page-header";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("check");
  return { title: t("title") };
}

export default async function CheckPage() {
  const t = await getTranslations("check");
  const { env, deps } = web();
  // Outside the demo there is no tray, and scanning starts without asking the database anything.
  const tray = env.DEMO ? await deps.registry.tray() : [];
  return (
    <PublicFrame>
      <PageHeader title={t("title")} lead={t("lead")} />
      <CheckStation tray={tray} />
    </PublicFrame>
  );
}
