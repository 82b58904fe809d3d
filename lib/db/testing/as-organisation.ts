import type pg from "pg";

/** Runs statements on the web tier's pool as its requests do: in a transaction that says for whom. Always rolled back. */
export const statementsOf =
  (web: () => pg.Pool) =>
  async <Row extends pg.QueryResultRow>(
    org: string | null,
    sql: string,
    values: unknown[] = [],
  ): Promise<Row[]> => {
    const client = await web().connect();
    try {
      await client.query("begin");
      if (org !== null) await client.query("select set_config('app.org_id', $1, true)", [org]);
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.query("rollback");
      client.release();
    }
  };
