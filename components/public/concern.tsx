import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";

/** Whom to ask. Advice rather than a form: nobody is behind one yet, and a pharmacist can look at the pack itself. */
export function Concern() {
  const t = useTranslations("pack-page.concern");
  return (
    <Section title={t("title")}>
      <p>{t("lead")}</p>
      <ul className="mt-2 grid list-disc gap-1.5 ps-5">
        <li>{t("keep")}</li>
        <li>{t("ask")}</li>
        <li>{t("authority")}</li>
      </ul>
    </Section>
  );
}
