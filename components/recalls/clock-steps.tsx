import { useFormatter, useTranslations } from "next-intl";
import { Timeline, type TimelineStep } from "@/components/ui/timeline";
import type { RecallView } from "@/lib/operations/view-recall";
import { elapsedOf } from "./elapsed";
import { figuresOf } from "./recall-figures";

/** Of the asking organisation; null: of another one, or unknown. */
export type RecallPeople = { readonly preparedBy: string | null; readonly signedBy: string | null };

type ClockStepsProps = {
  readonly recall: RecallView;
  readonly signedAt: number;
  readonly people: RecallPeople;
  readonly timeZone: string;
};

/** The clock of a recall: pressed → signed → first stop → 95 % located → all acknowledged. */
export function ClockSteps({ recall, signedAt, people, timeZone }: ClockStepsProps) {
  const t = useTranslations("recalls.clock");
  const board = useTranslations("recalls.board");
  const format = useFormatter();
  const { preparedAt, firstStop, allAcknowledged } = recall;
  const { located, acknowledged, asked } = figuresOf(recall);
  const moment = (at: number) => format.dateTime(at, "moment", { timeZone });
  const after = (at: number) => {
    const { unit, value } = elapsedOf(at - signedAt);
    return t("after", { duration: board(`duration.${unit}`, { value }) });
  };
  const enough = located >= 0.95;
  const steps: readonly TimelineStep[] = [
    { key: "prepared", title: t("prepared"), detail: people.preparedBy, aside: moment(preparedAt) },
    { key: "signed", title: t("signed"), detail: people.signedBy, aside: moment(signedAt) },
    {
      key: "stop",
      title: t("firstStop"),
      hidden: firstStop === null,
      detail: firstStop === null ? t("noStop") : after(firstStop),
      aside: firstStop !== null && moment(firstStop),
    },
    {
      key: "located",
      title: t("located"),
      hidden: !enough,
      detail: t("locatedNow", { share: format.number(located, "percent") }),
    },
    {
      key: "acknowledged",
      title: t("acknowledged"),
      hidden: allAcknowledged === null,
      detail:
        allAcknowledged === null
          ? t("acknowledgedNow", { done: acknowledged, total: asked })
          : after(allAcknowledged),
      aside: allAcknowledged !== null && moment(allAcknowledged),
    },
  ];
  return <Timeline steps={steps} />;
}
