import type { PrismaTx } from "./database";
import { Prisma } from "./generated/client";

/** Calls a function of the database that answers with one jsonb. Its shape is the migration's promise. */
export async function askJson<Value>(client: Pick<PrismaTx, "$queryRaw">, call: Prisma.Sql): Promise<Value> {
  const rows = await client.$queryRaw<{ value: Value }[]>(Prisma.sql`select ${call} as value`);
  const [row] = rows;
  if (!row) throw new Error("A function of the database did not answer");
  return row.value;
}

export const timestamp = (at: number): string => new Date(at).toISOString();
export const bytesOf = (value: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(value);
