import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PackPage } from "@/components/public/pack-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pack-page");
  return { title: t("title") };
}

/** GS1 Digital Links of cases and pallets, for somebody who scanned their label: /00/<sscc>. */
export default PackPage;
