import { useFormatter, useTranslations } from "next-intl";
import { Row, Rows } from "@/components/ui/rows";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { ExceptionLine } from "@/lib/operations/desk-ports";
import { UnitCode } from "./unit-code";

type OpenExceptionsProps = { readonly exceptions: readonly ExceptionLine[]; readonly timeZone: string };

/** What was missing or too much, and is not settled: both sides see the same rows. */
export function OpenExceptions({ exceptions, timeZone }: OpenExceptionsProps) {
  const t = useTranslations("deliveries.detail");
  const format = useFormatter();
  return (
    <Rows>
      {exceptions.map(({ id, kind, link, raisedAt }) => (
        <Row
          key={id}
          icon={<VerdictShape kind="check" />}
          title={t.rich(`exception.${kind}`, {
            what: () => (link === null ? t("noCode") : <UnitCode link={link} />),
          })}
          detail={t(`exceptionDetail.${kind}`, { when: format.dateTime(raisedAt, "moment", { timeZone }) })}
        />
      ))}
    </Rows>
  );
}
