import { useFormatter, useTranslations } from "next-intl";
import { Table } from "@/components/ui/table";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { JobView } from "@/lib/operations/job-ports";
import { inOrder, isBulkCode, isVerdict, VERDICTS } from "./outcomes";

/** What became of the packs, in words: how many, and what to do about them. */
export function OutcomeTable({ job: { kind, summary } }: { readonly job: JobView }) {
  const t = useTranslations("jobs");
  const format = useFormatter();

  function wordsOf(outcome: string): string {
    if (outcome === "done") return t(`done.${kind}`);
    if (isVerdict(outcome)) return t(`verdict.${outcome}`);
    return isBulkCode(outcome) ? t(`outcome.${outcome}`) : t("outcome.other", { code: outcome });
  }
  function nextOf(outcome: string): string {
    if (outcome === "done") return t("verdictNext.VERIFIED");
    if (isVerdict(outcome)) return t(`verdictNext.${outcome}`);
    return isBulkCode(outcome) ? t(`next.${outcome}`) : t("next.other");
  }
  return (
    <Table
      caption={t("job.outcomesCaption")}
      rows={inOrder(summary)}
      keyOf={([outcome]) => outcome}
      empty={t("job.none")}
      columns={[
        {
          key: "outcome",
          header: t("job.columns.outcome"),
          cell: ([outcome]) => {
            const shape = isVerdict(outcome) ? VERDICTS[outcome] : null;
            if (!shape) return <span className="font-semibold">{wordsOf(outcome)}</span>;
            return (
              // Beside the text and not in its line, so that the words of a row stand on one line.
              <span className="relative inline-block ps-7.5 font-semibold">
                <span className="absolute inset-y-0 start-0 flex items-center">
                  <VerdictShape kind={shape} className="size-5" on="var(--paper)" />
                </span>
                {wordsOf(outcome)}
              </span>
            );
          },
        },
        {
          key: "packs",
          header: t("job.columns.packs"),
          numeric: true,
          cell: ([, packs]) => format.number(packs, "count"),
        },
        {
          key: "next",
          header: t("job.columns.next"),
          quiet: true,
          cell: ([outcome]) => nextOf(outcome),
        },
      ]}
    />
  );
}
