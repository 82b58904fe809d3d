import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { KeyScope } from "@/lib/core/access/key-scopes";
import { formatKey } from "@/lib/core/access/key-text";
import { toHex } from "@/lib/core/bytes/hex";
import { keyId } from "@/lib/core/pack/ids";
import { type Database, openDatabase } from "@/lib/db/database";
import { makeOwnersKey } from "@/lib/db/owner/make-key";
import { nodePrimitives } from "@/lib/primitives/node";
import { aloneBuilding, buildSite, generate } from "@/scripts/build/build.mjs";
import { inRoot, root } from "@/scripts/lib/paths.mjs";
import { freePort } from "@/scripts/lib/ports.mjs";
import { rank } from "@/scripts/lib/process-tree.mjs";
import { createReport } from "@/scripts/lib/report.mjs";
import { untilHealthy } from "@/scripts/start/health.mjs";
import type { Server } from "./server";
import type { BenchSite } from "./world";

export const NEXT = inRoot("node_modules/next/dist/bin/next");

/** What a caller sends to be known: the headers of its requests. */
export type Credential = Readonly<Record<string, string>>;

const SCOPES: readonly KeyScope[] = [
  "verify-pack",
  "dispense-pack",
  "commission-packs",
  "trace-pack",
  "view-batches",
];

export type WebPair = {
  readonly ports: readonly number[];
  /** The web login's connections of this process: for what is measured without HTTP. */
  readonly db: Database;
  credentialOf(site: BenchSite): Promise<Credential>;
  close(): Promise<void>;
};

/** Builds the site when it changed, and starts two web processes, between which callers are spread evenly. */
export async function startWebPair(server: Server, profile: string | null): Promise<WebPair> {
  const report = createReport(() => undefined);
  await aloneBuilding(report, async () => {
    await generate(server.tree);
    await buildSite(server.tree);
  });
  if (profile) mkdirSync(profile, { recursive: true });
  const ports = [await freePort(), await freePort()];
  const origin = `http://localhost:${ports[0]}`;
  for (const port of ports) {
    const logFile = join(server.folder, `web-${port}.log`);
    const node = [process.execPath, ...(profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : [])];
    // Connections wait while other parts are measured.
    const next = [
      NEXT,
      "start",
      "--hostname",
      "127.0.0.1",
      "--port",
      String(port),
      "--keepAliveTimeout",
      "600000",
    ];
    server.tree.start({
      name: "a web process",
      argv: [...node, ...next],
      cwd: root,
      env: environmentOf(server, origin),
      logFile,
      rank: rank.web,
      graceMs: 10_000,
    });
    // Neither worker nor chain runs here: only the database is waited for.
    await untilHealthy(`http://127.0.0.1:${port}/api/health`, { logFile, othersWithinMs: 0 });
  }
  const db = openDatabase(server.urls.webUrl, { max: 20 });
  return { ports, db, credentialOf: (site) => keyOf(server.urls.ownerUrl, site), close: () => db.close() };
}

export const environmentOf = (server: Server, origin: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  DATABASE_URL: server.urls.webUrl,
  PUBLIC_ORIGIN: origin,
  // Nothing that is measured asks the chain.
  CHAIN_RPC_URL: "http://127.0.0.1:1",
  CHAIN_ID: "31337",
  CONTRACT_ADDRESS: `0x${"ab".repeat(20)}`,
  LOG_ORIGIN: "bench.example/log",
  LOG_LEVEL: "warn",
});

/** A key as `packproof key create` makes it, for all that the bench asks: what a caller has that is no person. */
async function keyOf(ownerUrl: string, site: BenchSite): Promise<Credential> {
  const [prefix, secret] = [new Uint8Array(randomBytes(8)), new Uint8Array(randomBytes(32))];
  const made = await makeOwnersKey(ownerUrl, {
    id: keyId(randomUUID()),
    name: "Benchmark",
    organisation: site.orgId,
    site: site.siteId,
    scopes: SCOPES,
    prefix: toHex(prefix),
    secretHash: nodePrimitives.sha256(secret),
    expires: null,
  });
  if (!made.ok) throw new Error(made.refusal.message);
  return { Authorization: `Bearer ${formatKey(prefix, secret)}` };
}
