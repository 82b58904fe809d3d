import { Check } from "lucide-react";
import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { LinkRow, Rows } from "@/components/ui/rows";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { Turn } from "@/lib/core/custody/turn";
import type { DeliveryException } from "@/lib/operations/exception-ports";
import { UnitName } from "./unit-name";

export type DifferenceRow = DeliveryException & {
  /** Null: nobody's any more. */
  readonly turn: Turn | null;
  readonly partner: string;
  /** Null where the page has said it. */
  readonly despatchAdvice: string | null;
};

type DifferenceRowsProps = { readonly differences: readonly DifferenceRow[]; readonly timeZone: string };

/** Differences, each a way to its thread: what is wrong, and whose move it is. */
export function DifferenceRows({ differences, timeZone }: DifferenceRowsProps) {
  const t = useTranslations("differences");
  const format = useFormatter();
  return (
    <Rows>
      {differences.map((difference) => {
        const { id, shipmentId, kind, link, quantity, raisedAt, despatchAdvice, partner, turn } = difference;
        const when = format.dateTime(raisedAt, "moment", { timeZone });
        return (
          <LinkRow
            key={id}
            href={`/deliveries/${shipmentId}/differences/${id}` as Route}
            icon={turn === null ? <Check aria-hidden /> : <VerdictShape kind="check" />}
            title={t.rich(`what.${kind}`, { what: () => <UnitName link={link} quantity={quantity} /> })}
            detail={despatchAdvice === null ? when : t("row", { advice: despatchAdvice, partner, when })}
            aside={stateOf(difference)}
          />
        );
      })}
    </Rows>
  );

  function stateOf({ turn, outcome, proposal, partner }: DifferenceRow): string {
    const word = (what: NonNullable<typeof outcome>) => t(`outcome.${what}`);
    if (turn === null) return t("state.settled", { outcome: outcome ? word(outcome) : "" });
    if (outcome) return t(turn === "do" ? "state.do" : "state.waitDo", { outcome: word(outcome), partner });
    return t(`state.${turn}`, { outcome: proposal ? word(proposal.outcome) : "", partner });
  }
}
