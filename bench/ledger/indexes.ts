import type pg from "pg";

/** Below this many rows it is quicker to keep the indexes up than to build them. */
const WORTH_IT = 50_000;

/**
 * Drops the indexes of these tables and gives back what builds them again, unique ones and primary keys included: a
 * row that breaks one of them makes the rebuilding fail, so nothing is loaded that the registry would not take.
 */
export async function indexesAside(
  owner: pg.Client,
  tables: readonly string[],
  rows: number,
): Promise<() => Promise<void>> {
  if (rows < WORTH_IT) return async () => undefined;
  const { rows: keys } = await owner.query<{ name: string; table: string; definition: string }>(
    `select conname as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'p' and conrelid::regclass::text = any($1)`,
    [tables],
  );
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = 'public' and tablename = any($1) and indexname <> all($2)`,
    [tables, keys.map(({ name }) => name)],
  );
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  for (const { name, table } of keys) await owner.query(`alter table ${table} drop constraint ${name}`);
  return async () => {
    for (const { name, table, definition } of keys) {
      await owner.query(`alter table ${table} add constraint ${name} ${definition}`);
    }
    for (const { definition } of indexes) await owner.query(definition);
  };
}
