import { type Refused, refuse } from "@/lib/core/refusal";
import { ownOf, type Told } from "./told";

/** Refused when the event says another registry state than `state`, or what `paired` refuses. */
export function stated(
  told: Told,
  state: string | null,
  dispositions?: readonly string[],
  action = "OBSERVE",
): Refused<"CBV_PAIRING"> | null {
  const said = ownOf(told, "registryState");
  if (said !== null && said !== state) return badPairing(told, `packproof:registryState ${said}`);
  if (told.action !== null && told.action !== action) return badPairing(told, told.action);
  return dispositions ? paired(told, dispositions) : null;
}

/** CBV 2.0 §7.1: which dispositions go with a business step. None said goes with all. */
export function paired(told: Told, dispositions: readonly string[]): Refused<"CBV_PAIRING"> | null {
  const { disposition } = told;
  if (dispositions.length === 0) return badPairing(told, told.action ?? "");
  return disposition === null || dispositions.includes(disposition) ? null : badPairing(told, disposition);
}

export const badPairing = ({ bizStep }: Told, word: string): Refused<"CBV_PAIRING"> =>
  refuse(
    "CBV_PAIRING",
    `The step ${bizStep ?? "of this event"} doesn't go with ${word}.`,
    "Send the words that the Core Business Vocabulary pairs.",
    { bizStep, word },
  );
