import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";
import { LiveProof } from "@/components/proof/live-proof";
import { proofSettingOf } from "@/components/public/proof-setting-of-site";
import { nextAnchor, proofQuestion, proofSource } from "@/components/public/proof-source";
import { TooMany } from "@/components/public/too-many";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { clientAddress } from "@/lib/web/client-address";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("proof-page");
  return { title: t("title") };
}

export default async function ProofPage({ params, searchParams }: PageProps<"/proof/[eventId]">) {
  const t = await getTranslations("proof");
  const at = web();
  const { wait } = await at.limits.packs.take(clientAddress(await headers()), at.deps.clock.now());
  if (wait > 0) return <TooMany seconds={wait} />;
  const { eventId } = await params;
  const query = new URLSearchParams(
    Object.entries(await searchParams).map(([name, value]) => [name, String(value)]),
  );
  const question = proofQuestion(eventId, query);
  const [source, setting] = await Promise.all([question && proofSource(at, question), proofSettingOf(at)]);
  if (!question || !source) return <NoSuchStep />;
  const { gtin, serial } = question;
  return (
    <PublicFrame aside={t("kicker")}>
      <LiveProof
        text={source.text}
        statement={source.statement}
        source={`/api/v1/public/proofs/${eventId}?${new URLSearchParams({ gtin, serial })}`}
        setting={setting}
        nextAnchor={await nextAnchor(at)}
      />
    </PublicFrame>
  );
}

async function NoSuchStep() {
  const t = await getTranslations("proof-page.unknown");
  return (
    <PublicFrame>
      <PageHeader title={t("title")} lead={t("body")} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={"/check" as Route} variant="primary">
          {t("check")}
        </ButtonLink>
        <ButtonLink href={"/proof" as Route}>{t("file")}</ButtonLink>
      </div>
    </PublicFrame>
  );
}
