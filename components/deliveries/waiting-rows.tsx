import { useFormatter, useTranslations } from "next-intl";
import { Row, Rows } from "@/components/ui/rows";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { Arrivals } from "@/lib/operations/wait-for-data";
import { UnitCode } from "./unit-code";

type WaitingRowsProps = Pick<Arrivals, "waiting" | "unshipped"> & { readonly timeZone: string };

/** Goods that wait for their sender's data, and what others say came from here: the same question, seen by both sides. */
export function WaitingRows({ waiting, unshipped, timeZone }: WaitingRowsProps) {
  const t = useTranslations("deliveries.waiting");
  const format = useFormatter();
  const when = (at: number) => format.dateTime(at, "moment", { timeZone });
  return (
    <Rows>
      {waiting.map(({ id, link, since, due, overdue, sender, note }) => (
        <Row
          key={id}
          icon={<VerdictShape kind="check" />}
          title={<UnitCode link={link} />}
          detail={
            <>
              {t(sender === null ? "came" : "cameFrom", { sender: sender ?? "", when: when(since) })}{" "}
              {t(overdue ? "overdue" : "due", { when: when(due) })} {note}
            </>
          }
        />
      ))}
      {unshipped.map(({ link, receiverId, receiver, since }) => (
        <Row
          key={`${receiverId} ${link}`}
          icon={<VerdictShape kind="check" />}
          title={<UnitCode link={link} />}
          detail={t("unshipped", { receiver, when: when(since) })}
        />
      ))}
    </Rows>
  );
}
