// npm run bench:ledger -- [--packs 1e7] [--seconds 60] [--only verify,trace,…] [--profile FOLDER]
import { withClient } from "@/scripts/postgres/roles.mjs";
import { loadPacks } from "./ledger/load";
import { loadMasterData } from "./ledger/master-data";
import { optionsOf, stagesOf } from "./ledger/options";
import { recount } from "./ledger/recount";
import { startServer } from "./ledger/server";
import { measureVerify } from "./ledger/verify";
import { startWebPair } from "./ledger/web";

const options = optionsOf(process.argv.slice(2));
const server = await startServer(options.packs);
try {
  await withClient(server.urls.ownerUrl, async (owner) => {
    await loadMasterData(owner);
    let loaded = 0;
    const web = await startWebPair(server, options.profile);
    const batches = [];
    for (const size of stagesOf(options)) {
      const begun = performance.now();
      batches.push(...await loadPacks(owner, loaded, size));
      loaded = size;
      console.log(`${size} packs loaded in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
      await recount(owner, Math.floor(size * 0.99));
    }
    console.log(await measureVerify(server, web, batches, options));
    await web.close();
  });
} finally {
  await server.stop();
}
