import { Signature } from "lucide-react";
import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Row } from "@/components/ui/rows";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { RecallNeed } from "@/lib/operations/recall-needs";

/** A recall in "Needs you now": packs to put aside, a signature, sites to chase. */
export function RecallRow({ need, timeZone }: { readonly need: RecallNeed; readonly timeZone: string }) {
  const t = useTranslations("home.recall");
  const format = useFormatter();
  const { id, batches, class: grave, depth, at } = need.recall;
  const name = batches.join("; ");
  const moment = format.dateTime(at, "moment", { timeZone });
  const detail = t("detail", { class: String(grave), depth, moment });
  switch (need.kind) {
    case "recall":
      return (
        <Row
          icon={<VerdictShape kind="stop" />}
          title={need.packs > 0 ? t("hold", { packs: need.packs, name }) : t("told", { name })}
          detail={detail}
          action={
            <ButtonLink variant="primary" href={`/recalls/${id}/answer` as Route}>
              {need.packs > 0 ? t("quarantine", { packs: need.packs }) : t("answer")}
            </ButtonLink>
          }
        />
      );
    case "signature":
      return (
        <Row
          icon={<Signature aria-hidden />}
          title={t(need.mine ? "waits" : "sign", { name })}
          detail={t("signDetail", { moment })}
          action={
            <ButtonLink variant={need.mine ? "secondary" : "primary"} href={`/recalls/${id}` as Route}>
              {t("open")}
            </ButtonLink>
          }
        />
      );
    case "running":
      return (
        <Row
          icon={<VerdictShape kind="check" />}
          title={t("running", { name, count: need.unanswered })}
          detail={detail}
          action={<ButtonLink href={`/recalls/${id}` as Route}>{t("openBoard")}</ButtonLink>}
        />
      );
  }
}
