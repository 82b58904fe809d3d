import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { RecallView } from "@/lib/operations/view-recall";
import { PatientPreview } from "./patient-preview";
import { RecallFacts } from "./recall-facts";
import { useRecallName } from "./recall-words";
import { SecondPeople, type SecondPerson } from "./second-people";
import { SignPanel } from "./sign-panel";

type DraftViewProps = {
  readonly recall: RecallView;
  readonly part: "second" | "mine" | "none";
  readonly preparedBy: string | null;
  readonly seconds: readonly SecondPerson[];
  readonly timeZone: string;
};

/** A recall that isn't one yet: what is signed, word for word, and the signature beside it. */
export function DraftView({ recall, part, preparedBy, seconds, timeZone }: DraftViewProps) {
  const t = useTranslations("recalls");
  const name = useRecallName();
  const [first] = recall.batches;
  const { depth, publicText } = recall.recall;
  return (
    <>
      <PageHeader
        kicker={t("about", { class: String(recall.recall.class), depth, markets: recall.markets.join(", ") })}
        title={name(recall)}
      />
      {recall.state === "CANCELLED" ? (
        <Notice
          title={t("draft.cancelled")}
          action={
            first && <ButtonLink href={`/batches/${first.id}` as Route}>{t("draft.openBatch")}</ButtonLink>
          }
        >
          {t("draft.cancelledBody")}
        </Notice>
      ) : (
        <SignPanel
          recallId={recall.id}
          part={part}
          seconds={seconds.length > 0 && <SecondPeople people={seconds} />}
        />
      )}
      <div className="mt-9 grid gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <Section title={t("draft.title")}>
            <RecallFacts recall={recall} preparedBy={preparedBy} timeZone={timeZone} />
          </Section>
        </div>
        <div>
          <Section title={t("draft.preview")}>
            <PatientPreview
              depth={depth}
              text={publicText}
              product={first?.product ?? ""}
              batch={first?.number ?? ""}
            />
          </Section>
        </div>
      </div>
    </>
  );
}
