import { afterAll, beforeAll, describe } from "vitest";
import { counterSuite } from "./suite-counter";
import { gateSuite } from "./suite-gate";
import { makeSuite } from "./suite-make";
import { packSuite } from "./suite-pack";
import { receiveSuite } from "./suite-receive";
import { shipSuite } from "./suite-ship";
import { verifySuite } from "./suite-verify";
import type { World } from "./world";

const SUITES = {
  "making packs": makeSuite,
  packing: packSuite,
  shipping: shipSuite,
  receiving: receiveSuite,
  verifying: verifySuite,
  "the counter": counterSuite,
  "the gate": gateSuite,
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
