import { captureIn } from "./capture-in";
import type { AfterShipping } from "./capture-ports";
import { givenAgain } from "./given-event";
import { knownDirectory } from "./known-directory";

/**
 * Receipts that came before their shipping: each is taken in now, in the name of whoever sent it, as if it had just
 * come. What the ledger refuses of it is kept with the reason; the shipping stands either way.
 */
export const settleWaiting: AfterShipping = async (deps, tx, { links, receiverId, now }) => {
  for (const waiting of await tx.takeWaiting(links, receiverId, now)) {
    const { id, document, scope } = waiting;
    const directory = await knownDirectory(deps.directory, scope);
    await tx.inNameOf(waiting, async (as) => {
      const given = givenAgain(document, deps.sha256);
      const captured = await captureIn({ ...deps, directory }, as, scope, given, now);
      await as.settleWaiting(
        id,
        {
          eventId: "eventId" in captured ? captured.eventId : null,
          refusal: "refusal" in captured ? captured.refusal : null,
        },
        now,
      );
    });
  }
};
