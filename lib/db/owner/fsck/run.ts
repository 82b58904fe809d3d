import pg from "pg";
import type { Primitives } from "@/lib/core/log/primitives";
import { checkClasses } from "./classes";
import type { Fsck } from "./context";
import { checkCounters } from "./counters";
import { checkDelivery } from "./delivery";
import { checkEvents } from "./events";
import type { Finding } from "./finding";
import { checkLog } from "./log";
import { checkReferences } from "./references";
import { checkUnits } from "./units";

/** In the order in which they run: what others build on comes first. */
const CHECKS = {
  delivery: checkDelivery,
  references: checkReferences,
  counters: checkCounters,
  classes: checkClasses,
  units: checkUnits,
  events: checkEvents,
  log: checkLog,
} as const satisfies Record<string, (fsck: Fsck) => Promise<void>>;

export type CheckName = keyof typeof CHECKS;
export const CHECK_NAMES = Object.keys(CHECKS) as readonly CheckName[];

export type FsckOptions = {
  readonly primitives: Primitives;
  readonly only?: readonly CheckName[];
  readonly found: (finding: Finding) => void;
  /** Told when a check begins (done 0) and how many things it has looked at since. */
  readonly progress?: (check: CheckName, done: number) => void;
};

/**
 * Audits a whole database as its owner, whom row-level security hides nothing from. One read-only snapshot: it may run
 * while Packproof does. Memory grows with the containers and not with the packs. Throws when the database can't be read.
 */
export async function fsck(ownerUrl: string, options: FsckOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  // A connection that ends says so at the next query; without a listener it would end the process first.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    for (const name of options.only ?? CHECK_NAMES) {
      const tell = (done: number): void => options.progress?.(name, done);
      tell(0);
      await CHECKS[name]({
        primitives: options.primitives,
        found: (code, subject, detail) => options.found({ code, subject, detail }),
        progress: tell,
        rows: async (sql, values = []) => (await client.query(sql, [...values])).rows,
      });
    }
  } finally {
    await client.end();
  }
}
