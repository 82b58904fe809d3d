import { expect } from "vitest";
import { audited } from "@/lib/db/owner/fsck/testing/audited";
import { postgresWorld } from "@/lib/db/testing/postgres-world";
import { ledgerSuite } from "./ledger-suite";

/** Whatever a test does through operations, an audit finds nothing afterwards. */
ledgerSuite("Postgres", async () => {
  const world = await postgresWorld();
  const close = async (): Promise<void> => {
    try {
      expect(await audited(world.fresh.ownerUrl)).toEqual([]);
    } finally {
      await world.close();
    }
  };
  return { ...world, close };
});
