import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Row, Rows } from "@/components/ui/rows";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { Arrivals } from "@/lib/operations/wait-for-data";
import { EndWaiting } from "./end-waiting";
import { UnitCode } from "./unit-code";

type WaitingRowsProps = Pick<Arrivals, "waiting" | "unshipped"> & {
  readonly timeZone: string;
  /** Receive what is known by now. */
  readonly mayReceive: boolean;
  /** End the wait of the rest. */
  readonly mayEnd: boolean;
};

/** Goods that wait for their sender's data, and what others say came from here: the same question, seen by both sides. */
export function WaitingRows({ waiting, unshipped, timeZone, mayReceive, mayEnd }: WaitingRowsProps) {
  const t = useTranslations("deliveries.waiting");
  const format = useFormatter();
  const when = (at: number) => format.dateTime(at, "moment", { timeZone });
  return (
    <Rows>
      {waiting.map(({ id, link, since, due, overdue, sender, note, shipmentId }) => (
        <Row
          key={id}
          icon={<VerdictShape kind="check" />}
          title={<UnitCode link={link} />}
          detail={
            <>
              {t(sender === null ? "came" : "cameFrom", { sender: sender ?? "", when: when(since) })}{" "}
              {shipmentId === null ? t(overdue ? "overdue" : "due", { when: when(due) }) : t("known")} {note}
            </>
          }
          action={
            shipmentId === null
              ? mayEnd && <EndWaiting link={link} />
              : mayReceive && <ButtonLink href={`/receive/${shipmentId}` as Route}>{t("receive")}</ButtonLink>
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
