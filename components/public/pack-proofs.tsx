import { Link2 } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { LogLevel } from "@/components/proof/log-level";
import { LinkRow, Rows } from "@/components/ui/rows";
import { useMonthAndCountry } from "./month-and-country";
import { levelOf, type WayStep } from "./way";

type PackProofsProps = {
  readonly way: readonly WayStep[];
  readonly gtin: string;
  readonly serial: string;
};

/** A proof for each step that is told, and how far the log has come with it. */
export function PackProofs({ way, gtin, serial }: PackProofsProps) {
  const t = useTranslations("pack-page");
  const where = useMonthAndCountry("short");
  const told = way.filter((each) => each.kind === "told");
  const pack = new URLSearchParams({ gtin, serial });
  return (
    <>
      <p className="-mt-2 mb-4 text-soft">{told.length > 0 ? t("know.lead") : t("know.none")}</p>
      {told.length > 0 && (
        <Rows>
          {told.map(({ name, step }) => (
            <LinkRow
              key={step.eventId}
              href={`/proof/${step.eventId}?${pack}` as Route}
              icon={<Link2 aria-hidden />}
              title={t(`way.step.${name}`)}
              detail={where(step.statement).join(" · ")}
              aside={<LogLevel level={levelOf(step)}>{t(`know.level.${levelOf(step)}`)}</LogLevel>}
            />
          ))}
        </Rows>
      )}
    </>
  );
}
