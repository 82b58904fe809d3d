import type { Database } from "@/lib/db/database";
import { postgresDirectory } from "@/lib/db/directory";
import type { Tools } from "@/lib/operations/ports";
import { settleWaiting } from "@/lib/operations/settle-waiting";
import { nodePrimitives } from "@/lib/primitives/node";
import { systemClock, systemIds, systemRandom } from "@/lib/primitives/system";

/** What jobs work with besides the transaction of their chunk. */
export const jobTools = (db: Database): Tools => ({
  clock: systemClock,
  ids: systemIds,
  random: systemRandom,
  sha256: nodePrimitives.sha256,
  directory: postgresDirectory(db),
  afterShipping: settleWaiting,
});
