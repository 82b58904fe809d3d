import type { Writable } from "node:stream";
import type pg from "pg";
import type { TenantScope } from "@/lib/operations/scope";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { isRetryable } from "./sql-state";
import { type Answer, statementOf, theValue } from "./statement";

const { sql } = Prisma;
const TRIES = 5;

/** What a transaction of the ledger is made of. */
export type Statements = {
  /** A function's one value. */
  ask<Value>(call: Prisma.Sql): Promise<Value>;
  /** Rows of a statement. */
  rows<Row extends pg.QueryResultRow>(statement: Prisma.Sql): Promise<readonly Row[]>;
  /** How many rows a change made. Needs no right to read them, as "returning" would. */
  count(statement: Prisma.Sql): Promise<number>;
  /**
   * A change that answers nothing: sent, not waited for. Postgres takes statements in their order, and the next
   * question or the commit tells whether it failed. Saves a round trip for each.
   */
  send(statement: Prisma.Sql): void;
};

type Who = Pick<TenantScope, "orgId" | "country"> & {
  /** Of the worker: for it the database takes the organisation from the job, whatever else is set (job_org). */
  readonly job?: string;
};

/**
 * One transaction for one organisation at one site (null: for the worker, which acts for none), on a connection of its
 * own: app.org_id and app.market are set for this transaction only, so row-level security, the ledger's guards and
 * recalls by market know who asks, and a pooled connection carries nothing over. Run again from the start when two
 * writers crossed.
 */
export async function transact<Value>(
  { pool }: Database,
  scope: Who | null,
  body: (tx: Statements) => Promise<Value>,
): Promise<Value> {
  for (let tried = 1; ; tried++) {
    const client = await pool.connect();
    try {
      return await once(client, scope, body);
    } catch (error) {
      if (tried >= TRIES || !isRetryable(error)) throw error;
    }
  }
}

async function once<Value>(
  client: pg.PoolClient,
  scope: Who | null,
  body: (tx: Statements) => Promise<Value>,
): Promise<Value> {
  const sent: Promise<pg.QueryResult>[] = [];
  const together = writtenTogether(client);
  const send = (query: string | pg.QueryConfig): Promise<pg.QueryResult> => {
    together();
    const answer = client.query(query);
    // Whoever waits for it is told; so is the end of the transaction.
    answer.catch(ignore);
    sent.push(answer);
    return answer;
  };
  // A connection that breaks says so here too; its queries reject, and that is what counts.
  client.on("error", ignore);
  let broken = false;
  try {
    send("begin");
    if (scope) send(statementOf(whoAsks(scope)));
    const value = await body({
      ask: async <Answered>(call: Prisma.Sql) => {
        const { rows } = await send(statementOf(sql`select ${call} as value`));
        return theValue(rows as Answer<Answered>[]);
      },
      rows: async <Row extends pg.QueryResultRow>(statement: Prisma.Sql) =>
        (await send(statementOf(statement))).rows as Row[],
      count: async (statement) => (await send(statementOf(statement))).rowCount ?? 0,
      send: (statement) => void send(statementOf(statement)),
    });
    send("commit");
    await allOf(sent);
    return value;
  } catch (error) {
    broken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    // After one failure every later statement fails too ("transaction is aborted"): the first one says why.
    await allOf(sent);
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(broken);
  }
}

const whoAsks = ({ orgId, country, job }: Who): Prisma.Sql =>
  sql`select set_config('app.org_id', ${orgId}, true), set_config('app.market', ${country}, true), set_config('app.job', ${job ?? ""}, true)`;

/**
 * What is sent before anybody waits leaves as one write: a system call for each statement was a fifth of a capture's time
 * in the web process. Node holds a corked stream back until the tick is over.
 */
function writtenTogether(client: pg.PoolClient): () => void {
  const { stream } = (client as unknown as Wired).connection;
  let held = false;
  return () => {
    if (held) return;
    held = true;
    stream.cork();
    process.nextTick(() => {
      held = false;
      stream.uncork();
    });
  };
}

/** Of pg's client, what its types leave out. */
type Wired = { readonly connection: { readonly stream: Writable } };

/** Waits in the order of sending, so what is thrown is the first failure. */
async function allOf(answers: readonly Promise<unknown>[]): Promise<void> {
  for (const answer of answers) await answer;
}

const ignore = (): void => undefined;
