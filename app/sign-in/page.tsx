import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";
import { DemoPeople } from "@/components/sign-in/demo-people";
import { PasswordForm } from "@/components/sign-in/password-form";
import { PageHeader } from "@/components/ui/page-header";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sign-in");
  return { title: t("title") };
}

/** Demo: people as rows, one click. Otherwise e-mail and password. */
export default async function SignInPage() {
  const t = await getTranslations("sign-in");
  const { env, sessions } = web();
  const people = env.DEMO ? await sessions.demoPeople() : [];
  return (
    <PublicFrame
      width="page"
      footer={
        <Link href={"/check" as Route} className="inline-flex min-h-11 items-center underline">
          {t("foot")}
        </Link>
      }
    >
      {people.length > 0 ? (
        <>
          <PageHeader title={t("demoTitle")} lead={t("demoLead")} />
          <DemoPeople people={people} />
        </>
      ) : (
        <>
          <PageHeader title={t("title")} />
          <PasswordForm />
        </>
      )}
    </PublicFrame>
  );
}
