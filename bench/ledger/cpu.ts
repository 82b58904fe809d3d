import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "./server";

/** Processor seconds that each part of the system has used. */
export type Cpu = { readonly web: number; readonly postgres: number; readonly generator: number };

/** Linux counts processor time in hundredths of a second (sysconf(_SC_CLK_TCK), 100 everywhere since 2.6). */
const TICKS = 100;

/**
 * On shared cores a rate says as much about the neighbours as about the server. Processor time a request does not: it
 * tells what the same cores could do for us alone. Zeros where there is no /proc.
 */
export function startMeter({ folder }: Pick<Server, "folder">): () => Cpu {
  const from = process.cpuUsage();
  const children: readonly { name: string; identity: { pid: number } }[] = JSON.parse(
    readFileSync(join(folder, "children.json"), "utf8"),
  ).children;
  const before = processTable();
  return () => {
    const table = processTable();
    const sumOf = (name: string) =>
      children
        .filter((child) => child.name === name)
        .reduce((sum, { identity }) => sum + secondsOf(identity.pid, table, before), 0);
    const { user, system } = process.cpuUsage(from);
    return { web: sumOf("a web process"), postgres: sumOf("PostgreSQL"), generator: (user + system) / 1e6 };
  };
}

type Row = { readonly parent: number; readonly seconds: number };

type Table = ReadonlyMap<number, Row>;

/** Of a process and its children that live at the end: what ended meanwhile was not part of it. */
function secondsOf(root: number, table: Table, before: Table): number {
  let seconds = 0;
  for (const [pid, row] of table) {
    if (pid === root || row.parent === root) seconds += row.seconds - (before.get(pid)?.seconds ?? 0);
  }
  return seconds;
}

function processTable(): Table {
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
    // The name (field 2) may hold spaces: fields are counted from its bracket. 4: parent; 14, 15: user and system time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return null; // It ended while we looked.
  }
}
