import { afterAll, beforeAll, describe } from "vitest";
import { agreementsSuite } from "./suite-agreements";
import { arrivalsSuite } from "./suite-arrivals";
import { authoritySuite } from "./suite-authority";
import { bulkSuite } from "./suite-bulk";
import { captureSuite } from "./suite-capture";
import { captureOrderSuite } from "./suite-capture-order";
import { captureQuantitiesSuite } from "./suite-capture-quantities";
import { captureVerbsSuite } from "./suite-capture-verbs";
import { cloneSuite } from "./suite-clones";
import { counterSuite } from "./suite-counter";
import { delegateSuite } from "./suite-delegate";
import { differencesSuite } from "./suite-differences";
import { gateSuite } from "./suite-gate";
import { holdSuite } from "./suite-hold";
import { leavingSuite } from "./suite-leaving";
import { lifeSuite } from "./suite-life";
import { makeSuite } from "./suite-make";
import { openedSuite } from "./suite-opened";
import { packSuite } from "./suite-pack";
import { placesSuite } from "./suite-places";
import { quantitiesSuite } from "./suite-quantities";
import { quantityLinesSuite } from "./suite-quantity-lines";
import { recallSuite } from "./suite-recall";
import { recallAnswerSuite } from "./suite-recall-answer";
import { receiveSuite } from "./suite-receive";
import { repackSuite } from "./suite-repack";
import { returnsSuite } from "./suite-returns";
import { shipSuite } from "./suite-ship";
import { undoWindowSuite } from "./suite-undo-window";
import { verifySuite } from "./suite-verify";
import type { World } from "./world";

const SUITES = {
  "making packs": makeSuite,
  packing: packSuite,
  shipping: shipSuite,
  receiving: receiveSuite,
  "differences in deliveries": differencesSuite,
  "agreements about deliveries": agreementsSuite,
  "arrivals and announcements": arrivalsSuite,
  "places and totes": placesSuite,
  "packs without serials": quantitiesSuite,
  "quantity lines": quantityLinesSuite,
  returns: returnsSuite,
  verifying: verifySuite,
  clones: cloneSuite,
  "the counter": counterSuite,
  "many packs": lifeSuite,
  "chunks of jobs": bulkSuite,
  "packs that leave": leavingSuite,
  repacking: repackSuite,
  "opened packs": openedSuite,
  "ten days across a change of the clocks": undoWindowSuite,
  holds: holdSuite,
  recalls: recallSuite,
  "answers to recalls": recallAnswerSuite,
  delegation: delegateSuite,
  "authorities and markets": authoritySuite,
  "the gate": gateSuite,
  captures: captureSuite,
  "verbs of captures": captureVerbsSuite,
  "quantities of captures": captureQuantitiesSuite,
  "the order of captures": captureOrderSuite,
};

/** Every operation, on whichever adapter stands behind the ports: what one of them does, the other does too. */
export function ledgerSuite(adapter: string, open: () => Promise<World>): void {
  describe.each(Object.entries(SUITES))(`%s on ${adapter}`, (_name, suite) => {
    let world: World;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world?.close());
    suite(() => world);
  });
}
