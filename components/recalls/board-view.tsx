import { ClipboardCheck, Printer } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type {
  LostPack,
  RecalledPack,
  RecallPlace,
  RecallWay,
  SupplyAttempt,
} from "@/lib/operations/recall-desk-ports";
import type { RecallView } from "@/lib/operations/view-recall";
import { AnswersTable } from "./answers-table";
import { useBoardFile } from "./board-file";
import { AttemptTable, LostTable, ReplacedTable, WayTable } from "./board-lists";
import { BoardStats } from "./board-stats";
import { BucketBar } from "./bucket-bar";
import { ClockSteps, type RecallPeople } from "./clock-steps";
import { ExportCsv } from "./export-csv";
import { placesNow } from "./places-now";
import { useRecallName } from "./recall-words";
import { WhereTable } from "./where-table";

/** What a board lists besides its equation. */
export type BoardLists = {
  readonly places: readonly RecallPlace[];
  readonly lost: readonly LostPack[];
  readonly attempts: readonly SupplyAttempt[];
  readonly ways: readonly RecallWay[];
  readonly replaced: readonly RecalledPack[];
};

type BoardViewProps = {
  readonly recall: RecallView;
  readonly signedAt: number;
  readonly lists: BoardLists;
  readonly people: RecallPeople;
  /** Its own site was told, too. */
  readonly mayAnswer: boolean;
  readonly now: number;
  readonly timeZone: string;
};

/** A recall in force: the balance that closes, where every pack is, who has answered. */
export function BoardView({ recall, signedAt, lists, people, mayAnswer, now, timeZone }: BoardViewProps) {
  const t = useTranslations("recalls");
  const name = useRecallName();
  const places = placesNow(lists.places);
  const file = useBoardFile()(recall, places);
  const { class: grave, depth } = recall.recall;
  const several = recall.batches.length > 1;
  const lost = recall.batches.some(({ balance }) => balance !== null && balance.unaccounted > 0);
  return (
    <>
      <PageHeader
        kicker={t("about", { class: String(grave), depth, markets: recall.markets.join(", ") })}
        title={name(recall)}
        lead={recall.reason}
        actions={
          <>
            {mayAnswer && (
              <ButtonLink
                href={`/recalls/${recall.id}/answer` as Route}
                variant="primary"
                icon={<ClipboardCheck aria-hidden />}
              >
                {t("board.answer")}
              </ButtonLink>
            )}
            <ButtonLink href={`/recalls/${recall.id}/first-hour` as Route} icon={<Printer aria-hidden />}>
              {t("board.sheet")}
            </ButtonLink>
            <ExportCsv name={`recall-${recall.batches[0]?.number ?? ""}.csv`} text={file} />
          </>
        }
      />
      <BoardStats recall={recall} signedAt={signedAt} now={now} />
      <div className="mt-7 grid gap-7">
        {recall.batches.map(
          ({ id, number, balance, serialised }) =>
            balance && (
              <div key={id}>
                <BucketBar
                  balance={balance}
                  lostHref="#unaccounted"
                  title={
                    <>
                      <strong className="font-semibold">
                        {several
                          ? t("board.commissionedOf", { batch: number, count: balance.commissioned })
                          : t("board.commissioned", { count: balance.commissioned })}
                      </strong>{" "}
                      <span className="text-soft">
                        {serialised ? t("board.rest") : t("board.unserialised")}
                      </span>
                    </>
                  }
                />
                {balance.difference !== 0 && (
                  <div className="mt-4">
                    <Notice tone="caution" title={t("board.broken", { count: balance.difference })} />
                  </div>
                )}
              </div>
            ),
        )}
      </div>
      <Section title={t("where.title")}>
        <WhereTable places={places} responses={recall.responses} now={now} timeZone={timeZone} />
      </Section>
      <Section title={t("answers.title")}>
        <AnswersTable recall={recall} now={now} timeZone={timeZone} />
      </Section>
      <Section title={t("clock.title")}>
        <ClockSteps recall={recall} signedAt={signedAt} people={people} timeZone={timeZone} />
      </Section>
      <div id="unaccounted" className="mt-9 scroll-mt-24">
        <Section title={t("lost.title")} {...(lost ? { lead: t("lost.lead") } : {})}>
          <LostTable packs={lists.lost} timeZone={timeZone} />
        </Section>
      </div>
      <Section title={t("attempts.title")}>
        <AttemptTable attempts={lists.attempts} timeZone={timeZone} />
      </Section>
      <Section title={t("ways.title")} lead={t("ways.lead")}>
        <WayTable ways={lists.ways} timeZone={timeZone} />
      </Section>
      {lists.replaced.length > 0 && (
        <Section title={t("replaced.title")} lead={t("replaced.lead")}>
          <ReplacedTable packs={lists.replaced} />
        </Section>
      )}
    </>
  );
}
