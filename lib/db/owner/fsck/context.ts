import type pg from "pg";
import type { Primitives } from "@/lib/core/log/primitives";
import type { FaultCode, Finding } from "./finding";

/** What a check works with. All checks of a run see one snapshot of the database. */
export type Fsck = {
  readonly primitives: Primitives;
  readonly found: (code: FaultCode, subject: string, detail: string) => void;
  /** How far a long check is. */
  readonly progress: (done: number) => void;
  rows<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
};

/** A fault found by a query: its rows already say subject and detail. */
export async function findings(
  fsck: Fsck,
  code: FaultCode,
  sql: string,
  values: readonly unknown[] = [],
): Promise<void> {
  for (const { subject, detail } of await fsck.rows<Omit<Finding, "code">>(sql, values)) {
    fsck.found(code, subject, detail);
  }
}
