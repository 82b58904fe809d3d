// npm run bench:ledger -- [--packs 1e7] [--seconds 60] [--only verify,trace,…] [--profile FOLDER]
// What the ledger takes over HTTP at ten million packs, beside the bare limits of the same run, on a database of its own.
import { loadavg } from "node:os";
import { inRoot } from "@/scripts/lib/paths.mjs";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { looseOf } from "./ledger/capture";
import { growthPoint, growthRows, type Point } from "./ledger/growth";
import { loadPacks } from "./ledger/load";
import { loadMasterData } from "./ledger/master-data";
import { optionsOf, type Part, stagesOf } from "./ledger/options";
import {
  type Bench,
  bulkRows,
  commissionRows,
  dispenseRows,
  traceRows,
  verifyRows,
  whereRows,
} from "./ledger/parts";
import { recount } from "./ledger/recount";
import { startServer } from "./ledger/server";
import { machine, printTable, type Row } from "./ledger/table";
import { startWebPair } from "./ledger/web";
import type { Batch } from "./ledger/world";

const PARTS: Readonly<Partial<Record<Part, (bench: Bench) => Promise<readonly Row[]>>>> = {
  verify: verifyRows,
  trace: traceRows,
  dispense: dispenseRows,
  commission: commissionRows,
  bulk: bulkRows,
  where: whereRows,
};

const options = optionsOf(process.argv.slice(2));
const loads = [loadavg()[0] ?? 0];
const server = await startServer(options.packs);
process.once("SIGINT", () => void server.stop().then(() => process.exit(130)));
process.once("SIGTERM", () => void server.stop().then(() => process.exit(143)));
try {
  const web = await startWebPair(server, options.profile);
  const rows = await withClient(server.urls.ownerUrl, async (owner) => {
    await loadMasterData(owner);
    const batches: Batch[] = [];
    const points: Point[] = [];
    let loaded = 0;
    for (const packs of stagesOf(options)) {
      const begun = performance.now();
      const added = await loadPacks(owner, loaded, packs);
      batches.push(...added);
      await recount(owner, Math.floor(packs * 0.99));
      console.log(`${packs.toLocaleString("en")} packs loaded and recounted after ${seconds(begun)}`);
      loaded = packs;
      // Each stage has loose packs of its own, so none is dispensed twice.
      const bench = { options, server, web, owner, batches, loose: looseOf(added) };
      if (options.parts.has("growth")) points.push(await growthPoint(bench, packs));
      if (packs === options.packs) return [...(await table(bench)), ...growth(points)];
    }
    return [];
  });
  await web.close();
  loads.push(loadavg()[0] ?? 0);
  console.log(`\n${machine(server, loads)}\n${options.packs.toLocaleString("en")} packs\n`);
  printTable(rows);
  if (rows.some(({ met }) => met === false)) process.exitCode = 2;
} finally {
  await server.stop();
}

async function table(bench: Bench): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const part of bench.options.parts) {
    const begun = performance.now();
    rows.push(...((await PARTS[part]?.(bench)) ?? []));
    console.log(`${part} after ${seconds(begun)}`);
  }
  // Nothing of what was done under load may have lost count.
  await recount(bench.owner, Math.floor(bench.options.packs * 0.99));
  return rows;
}

function growth(points: readonly Point[]): readonly Row[] {
  return options.parts.has("growth") ? growthRows(points, inRoot("docs/images/ledger-growth.svg")) : [];
}

function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`;
}
