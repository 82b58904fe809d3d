import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "./server";

/** Processor seconds that each part of the system has used since it began. */
export type Cpu = { readonly web: number; readonly postgres: number; readonly generator: number };

/** Linux counts processor time in hundredths of a second (sysconf(_SC_CLK_TCK), 100 everywhere since 2.6). */
const TICKS = 100;

/**
 * On shared cores a rate says as much about the neighbours as about the server. Processor time a request does not: it
 * tells what the same cores could do for us alone. Zeros where there is no /proc.
 */
export function cpuNow({ folder }: Pick<Server, "folder">): Cpu {
  const { user, system } = process.cpuUsage();
  const children: readonly { name: string; identity: { pid: number } }[] = JSON.parse(
    readFileSync(join(folder, "children.json"), "utf8"),
  ).children;
  const table = processTable();
  const sumOf = (name: string) =>
    children
      .filter((child) => child.name === name)
      .reduce((sum, { identity }) => sum + secondsOf(table, identity.pid), 0);
  return {
    web: sumOf("a web process"),
    postgres: sumOf("PostgreSQL"),
    generator: (user + system) / 1e6,
  };
}

type Row = { readonly parent: number; readonly seconds: number };

function secondsOf(table: ReadonlyMap<number, Row>, pid: number): number {
  let seconds = table.get(pid)?.seconds ?? 0;
  for (const row of table.values()) if (row.parent === pid) seconds += row.seconds;
  return seconds;
}

function processTable(): ReadonlyMap<number, Row> {
  const table = new Map<number, Row>();
  if (process.platform !== "linux") return table;
  for (const name of readdirSync("/proc")) {
    const row = /^\d+$/.test(name) ? rowOf(name) : null;
    if (row) table.set(Number(name), row);
  }
  return table;
}

function rowOf(pid: string): Row | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name (field 2) may hold spaces: fields are counted from its bracket. 4: parent; 14 to 17: user and system time,
    // its own and that of children that have ended.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), seconds: ticks / TICKS };
  } catch {
    return null; // It ended while we looked.
  }
}
