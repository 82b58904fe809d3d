import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { StateLabel } from "@/components/ui/state-label";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { RecalledHere } from "@/lib/operations/recall-desk-ports";
import type { RecallView, SiteResponse } from "@/lib/operations/view-recall";
import { AnswerForm } from "./answer-form";
import { CompleteRecall, MarkOpened } from "./answer-steps";
import { PutAside } from "./put-aside";
import { useRecallName } from "./recall-words";

type AnswerViewProps = {
  readonly recall: RecallView;
  /** Of the active site; null: it was not told. */
  readonly response: SiteResponse | null;
  readonly here: RecalledHere;
  readonly mayAnswer: boolean;
  readonly mayHold: boolean;
  /** Whether the asking organisation sees the whole recall. */
  readonly board: boolean;
  readonly timeZone: string;
};

/** What a site does about a recall: put aside, say what it found, complete. */
export function AnswerView({ recall, response, here, mayAnswer, mayHold, board, timeZone }: AnswerViewProps) {
  const t = useTranslations("recalls.answer");
  const format = useFormatter();
  const name = useRecallName()(recall);
  const moment = (at: number) => format.dateTime(at, "moment", { timeZone });
  const acknowledged = response?.acknowledged ?? null;
  return (
    <>
      <PageHeader
        kicker={t("kicker", { class: String(recall.recall.class), organisation: recall.organisation })}
        title={
          <span className="flex items-start gap-3.5">
            <VerdictShape kind="stop" className="mt-0.5 size-8" on="var(--paper)" />
            <span>{here.packs > 0 ? t("title", { packs: here.packs, name }) : t("titleNone", { name })}</span>
          </span>
        }
        lead={
          <>
            {recall.reason} {recall.serials && t("serials", recall.serials)}
          </>
        }
        actions={board && <ButtonLink href={`/recalls/${recall.id}` as Route}>{t("board")}</ButtonLink>}
      />
      {response ? (
        <p className="font-semibold">{due(response)}</p>
      ) : (
        <Notice title={t("notTold")}>{t("notToldBody")}</Notice>
      )}
      {response?.step === "notified" && mayAnswer && <MarkOpened recallId={recall.id} />}
      <Section title={t("step1")} lead={t("step1Lead")}>
        <PutAside here={here} mayHold={mayHold} />
      </Section>
      {response && (
        <>
          <Section title={t("step2")} {...(acknowledged ? {} : { lead: t("step2Lead") })}>
            {acknowledged ? (
              <p>
                <StateLabel tone="live">
                  {t(`acknowledged.${acknowledged.impact}`, {
                    quantity: acknowledged.quantity,
                    moment: moment(acknowledged.at),
                  })}
                </StateLabel>
                <span className="mt-1 block text-soft">
                  {t("thanks", { organisation: recall.organisation })}
                </span>
              </p>
            ) : mayAnswer ? (
              <AnswerForm recallId={recall.id} expected={here.packs} />
            ) : (
              <p className="text-soft">{t("notYou")}</p>
            )}
          </Section>
          <Section title={t("step3")} lead={t("step3Lead")}>
            {response.step === "completed" ? (
              <p>
                <StateLabel tone="live">{t("completed", { moment: moment(response.since) })}</StateLabel>
              </p>
            ) : acknowledged && mayAnswer ? (
              <CompleteRecall recallId={recall.id} />
            ) : (
              <p className="text-soft">{t(mayAnswer ? "completeFirst" : "notYou")}</p>
            )}
          </Section>
        </>
      )}
    </>
  );

  function due({ due: until, acknowledged: answered }: SiteResponse): string {
    if (answered) return t("answered");
    if (until === null) return t("noDue");
    return until <= (recall.signedAt ?? 0) ? t("atOnce") : t("due", { moment: moment(until) });
  }
}
