import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";
import { OpenProof } from "@/components/proof/open-proof";
import { proofSettingOf } from "@/components/public/proof-setting-of-site";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("proof-page.open");
  return { title: t("title") };
}

export default async function OpenProofPage() {
  return (
    <PublicFrame>
      <OpenProof setting={await proofSettingOf(web())} />
    </PublicFrame>
  );
}
