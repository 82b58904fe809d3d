import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PackPage } from "@/components/public/pack-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pack-page");
  return { title: t("title") };
}

/** GS1 Digital Links of packs: /01/<gtin>/21/<serial> and /01/<gtin>/10/<batch>/21/<serial>, with ?17=<expiry>. */
export default PackPage;
