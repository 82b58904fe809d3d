import { type ExceptionKind, followUp, type Outcome, type Side } from "@/lib/core/custody/exceptions";

type Of = {
  readonly kind: ExceptionKind;
  readonly link: string | null;
  readonly quantity: number | null;
};

/** What agreeing to an outcome would do, as a message's key: known before anybody agrees. */
export function consequenceOf(difference: Of, outcome: Outcome, side: Side) {
  const next = followUp({ ...difference, outcome });
  if (next) return `does.${next.act}.${next.by === side ? "mine" : "theirs"}` as const;
  const { kind } = difference;
  return `does.nothing.${kind === "missing" || kind === "overage" ? kind : "held"}` as const;
}
