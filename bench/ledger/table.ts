import { cpus, release, totalmem } from "node:os";
import type { Figures } from "./load-generator";
import type { Server } from "./server";

export type Row = {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly met: boolean | null;
  /** To the bare limit in the same run. */
  readonly ratio: string;
};

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString("en")}/s`;
export const ratioOf = (figures: Figures, bare: Figures): string =>
  (figures.perSecond / bare.perSecond).toFixed(2);

/** Processor time of one request by part, and what two cores of our own could do with it. */
export function cpuWords({ cpu: { web, postgres, generator } }: Figures): string {
  const most = 2000 / (web + postgres + generator);
  const each = `web ${web.toFixed(2)} + Postgres ${postgres.toFixed(2)} + load ${generator.toFixed(2)} ms`;
  return `${each} of processor: ${perSecond(most)} on 2 free cores`;
}

export function printTable(rows: readonly Row[]): void {
  const heads = { what: "what", measured: "measured", target: "target", ratio: "ratio to the bare limit" };
  const names = ["what", "measured", "target", "ratio"] as const;
  const width = (name: (typeof names)[number]) =>
    Math.max(...[heads, ...rows].map((row) => row[name].length));
  const line = (row: Record<(typeof names)[number], string>) =>
    names.map((name) => row[name].padEnd(width(name))).join(" | ");
  console.log(`| ${line(heads)} | met |`);
  console.log(`| ${names.map((name) => "-".repeat(width(name))).join(" | ")} | --- |`);
  for (const row of rows) {
    console.log(`| ${line(row)} | ${row.met === null ? "–" : row.met ? "yes" : "NO"} |`);
  }
}

/** What a figure is worth depends on where it was taken. */
export function machine({ settings }: Pick<Server, "settings">, load: readonly number[]): string {
  const cores = cpus();
  const postgres = Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
  return [
    `${cores.length} × ${cores[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform} ${release()}, Node ${process.version}`,
    `PostgreSQL 18 embedded, fsync and synchronous_commit on; ${postgres}`,
    `load average ${load.map((value) => value.toFixed(1)).join(" → ")} (Postgres, two web processes and the load generator share the cores)`,
  ].join("\n");
}
