import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Side } from "@/lib/core/custody/exceptions";
import type { DeliveryView } from "@/lib/operations/view-delivery";
import { AgreeForm } from "./agree-form";
import { CarryOut, type Colleague } from "./carry-out";
import { consequenceOf } from "./consequence";
import { ProposeForm } from "./propose-form";

export type BecomesProps = {
  readonly difference: DeliveryView["exceptions"][number];
  readonly side: Side;
  readonly partner: string;
  readonly mayAnswer: boolean;
  readonly colleagues: readonly Colleague[];
  readonly timeZone: string;
};

/** What becomes of it, and the one thing this side can do about that now. */
export function Becomes({ difference, side, partner, mayAnswer, colleagues, timeZone }: BecomesProps) {
  const t = useTranslations("differences");
  const format = useFormatter();
  const { id, turn, proposal, outcome, toDo, possible, closedAt } = difference;
  const meant = outcome ?? proposal?.outcome ?? null;
  const word = meant === null ? "" : t(`outcome.${meant}`);
  const does = meant === null ? "" : t(consequenceOf(difference, meant, side), { partner });
  const others = possible.filter((one) => one !== proposal?.outcome);
  const propose = <ProposeForm difference={difference} possible={others} side={side} partner={partner} />;

  if (turn === null) {
    return (
      <Notice title={t("settled.title", { outcome: word })}>
        {closedAt !== null && t("settled.at", { when: format.dateTime(closedAt, "moment", { timeZone }) })}
      </Notice>
    );
  }
  if (turn === "wait") {
    return (
      <div className="grid gap-4">
        {outcome === null ? (
          <Notice title={t("wait.title", { partner })}>{t("wait.body", { outcome: word, does })}</Notice>
        ) : (
          <Notice title={t("wait.doTitle", { partner })}>{does}</Notice>
        )}
        {outcome === null && mayAnswer && (
          <details>
            <summary className="link inline-flex min-h-11 cursor-pointer items-center">
              {t("propose.again")}
            </summary>
            <div className="mt-3">{propose}</div>
          </details>
        )}
      </div>
    );
  }
  if (!mayAnswer) {
    return (
      <div className="grid gap-3">
        {meant !== null && (
          <Notice title={t(outcome ? "do.title" : "answer.title", { outcome: word, partner })}>{does}</Notice>
        )}
        <p className="text-soft">{t("notYou")}</p>
      </div>
    );
  }
  if (turn === "do" && outcome && toDo) {
    return <CarryOut {...{ id, outcome, does, partner, colleagues }} act={toDo.act} />;
  }
  if (turn === "answer" && proposal) {
    return (
      <div className="grid gap-4">
        <AgreeForm id={id} outcome={proposal.outcome} does={does} partner={partner} />
        {others.length > 0 && (
          <details>
            <summary className="link inline-flex min-h-11 cursor-pointer items-center">
              {t("answer.other")}
            </summary>
            <div className="mt-3">{propose}</div>
          </details>
        )}
      </div>
    );
  }
  return (
    <>
      <p className="mb-4 max-w-measure text-soft">{t("propose.lead", { partner })}</p>
      {propose}
    </>
  );
}
