import { useFormatter, useTranslations } from "next-intl";
import { Timeline } from "@/components/ui/timeline";
import type { Side } from "@/lib/core/custody/exceptions";
import type { DeliveryException } from "@/lib/operations/exception-ports";

type ThreadProps = {
  readonly difference: DeliveryException;
  readonly side: Side;
  readonly partner: string;
  readonly timeZone: string;
};

/** All that both sides said, oldest first. */
export function Thread({ difference, side, partner, timeZone }: ThreadProps) {
  const t = useTranslations("differences");
  const format = useFormatter();
  const when = (at: number) => format.dateTime(at, "moment", { timeZone });
  const who = (of: Side | null) => (of === null ? t("somebody") : of === side ? t("you") : partner);
  const { kind, note, raisedAt, thread } = difference;
  return (
    <Timeline
      steps={[
        {
          key: "raised",
          title: t("said.raised", { who: who("receiver"), kind: t(`kind.${kind}`) }),
          detail: note,
          aside: when(raisedAt),
          tone: "caution",
        },
        ...thread.map(({ at, side: by, said, outcome, text }, index) => ({
          key: `${index}`,
          title: t(`said.${said}`, { who: who(by), outcome: outcome ? t(`outcome.${outcome}`) : "" }),
          detail: text,
          aside: when(at),
        })),
      ]}
    />
  );
}
