// npm run bench:fsck -- [--packs 1e6]
// How long packproof fsck takes, and in how much memory, on a world that the operations themselves made.
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { openDatabase } from "@/lib/db/database";
import { inRoot, root } from "@/scripts/lib/paths.mjs";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { logEverything, makeWorld } from "./fsck/world";
import { loadMasterData } from "./ledger/master-data";
import { startServer } from "./ledger/server";
import { machine } from "./ledger/table";

const { values } = parseArgs({ options: { packs: { type: "string", default: "1e6" } } });
const packs = Number(values.packs);
const server = await startServer(packs);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.stop().then(() => process.exit(130)));
}
try {
  await withClient(server.urls.ownerUrl, loadMasterData);
  const begun = performance.now();
  const db = openDatabase(server.urls.webUrl, { max: 4 });
  await makeWorld(db, packs);
  await db.close();
  await logEverything(server.urls.workerUrl);
  await withClient(server.urls.ownerUrl, (client) => client.query("vacuum (analyze)"));
  console.log(
    `${packs.toLocaleString("en")} packs made after ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  );
  const { ok, output } = await server.tree.run({
    name: "packproof fsck",
    argv: [process.execPath, inRoot("bin/packproof.mjs"), "fsck"],
    cwd: root,
    env: { ...process.env, DATABASE_OWNER_URL: server.urls.ownerUrl },
  });
  console.log(output);
  console.log(await sizeOf(server.urls.ownerUrl));
  console.log(machine(server, loadavg().slice(0, 1)));
  if (!ok) process.exitCode = 1;
} finally {
  await server.stop();
}

function sizeOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `select count(*) filter (where kind = 'sgtin') || ' packs, ' || count(*) filter (where kind = 'sscc') || ' containers, ' ||
              (select count(*) from event) || ' events, ' || (select count(*) from event_epc) || ' names in events, ' ||
              pg_size_pretty(pg_database_size(current_database())) as line from epc`,
    );
    return rows[0]?.line ?? "";
  });
}
