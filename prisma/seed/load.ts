import pg from "pg";
import { openDatabase } from "@/lib/db/database";
import { postgresDirectory } from "@/lib/db/directory";
import { postgresLedger } from "@/lib/db/ledger";
import type { Directory } from "@/lib/operations/directory-ports";
import type { Clock, Random } from "@/lib/operations/ports";
import { settleWaiting } from "@/lib/operations/settle-waiting";
import { nodePrimitives } from "@/lib/primitives/node";
import { calendarOf } from "./calendar";
import { codesOf } from "./codes";
import { masterDataFrom, writeMasterData } from "./master-data";
import { type Step, tell } from "./story";
import { isLoaded, writeTray } from "./tray";
import { batchesOf, storyOf } from "./world";

export type Loading = {
  readonly ownerUrl: string;
  readonly webUrl: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Called before each step. */
  readonly onStep?: (step: Step, index: number, count: number) => void;
};

export type DemoPersonLine = { readonly name: string; readonly role: string; readonly organisation: string };
export type Loaded = { readonly loaded: boolean; readonly people: readonly DemoPersonLine[] };

/** Two starters at once: the second waits for the first and then finds everything there. */
const LOCK = 952_952;

/**
 * Loads the demo world unless it is there. Killed at any moment, the next load goes on where it stopped and keeps
 * its dates: every step is one transaction with a request key of its own, and the tray, written last, is the mark
 * that all is there.
 */
export async function loadDemoWorld({ ownerUrl, webUrl, clock, random, onStep }: Loading): Promise<Loaded> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("select pg_advisory_lock($1)", [LOCK]);
    const loaded = !(await isLoaded(owner));
    if (loaded) await load({ owner, webUrl, clock, random, onStep });
    return { loaded, people: await peopleIn(owner) };
  } finally {
    await owner.end();
  }
}

type Work = Pick<Loading, "webUrl" | "clock" | "random"> & {
  readonly owner: pg.Client;
  readonly onStep: Loading["onStep"] | undefined;
};

async function load({ owner, webUrl, clock, random, onStep }: Work): Promise<void> {
  const before = await masterDataFrom(owner);
  const calendar = calendarOf(before ?? clock.now());
  if (before === null) await inTransaction(owner, () => writeMasterData(owner, calendar));
  const batches = batchesOf(calendar);
  // One connection with the web role's rights, so that there is no order but the story's.
  const db = openDatabase(unhurried(webUrl), { max: 1 });
  try {
    const { sha256 } = nodePrimitives;
    const deps = {
      random,
      sha256,
      ledger: postgresLedger(db),
      directory: remembering(postgresDirectory(db)),
      afterShipping: settleWaiting,
    };
    await tell(storyOf(batches, calendar), { deps, calendar, onStep });
  } finally {
    await db.close();
  }
  await writeTray(owner, codesOf(batches));
}

/**
 * Without a wait for the disk at every step. Nothing can be lost by it: the tray is committed with a wait, and with it
 * all that was committed before; without the tray the next load repeats what is missing.
 */
function unhurried(url: string): string {
  const changed = new URL(url);
  changed.searchParams.set("options", "-c synchronous_commit=off");
  return changed.href;
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query("begin");
  try {
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** Nobody edits the directory while the story is told, so each answer is asked for once. */
function remembering(directory: Directory): Directory {
  const answers = new Map<string, Promise<unknown>>();
  const once = <Value>(key: string, ask: () => Promise<Value>): Promise<Value> => {
    const known = answers.get(key) as Promise<Value> | undefined;
    if (known) return known;
    const asked = ask();
    answers.set(key, asked);
    return asked;
  };
  return {
    organisation: (scope, id) => once(`organisation ${id}`, () => directory.organisation(scope, id)),
    organisations: (scope) => once("organisations", () => directory.organisations(scope)),
    product: (scope, id) => once(`product ${id}`, () => directory.product(scope, id)),
    products: (scope) => once("products", () => directory.products(scope)),
  };
}

async function peopleIn(owner: pg.Client): Promise<readonly DemoPersonLine[]> {
  type Row = { name: string; job: string; organisation: string; city: string };
  const { rows } = await owner.query<{ people: readonly Row[] }>("select demo_people() as people");
  return (rows[0]?.people ?? []).map(({ name, job, organisation, city }) => ({
    name,
    role: job,
    organisation: `${organisation}, ${city}`,
  }));
}
