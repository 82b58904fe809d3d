import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Contract, JsonRpcProvider } from "ethers";
import { expect, test } from "playwright/test";
import { hafen } from "@/prisma/seed/organisations";
import { type DemoPerson, emil, orla } from "@/prisma/seed/people";
import { ternavex } from "@/prisma/seed/products";

/**
 * One history told twice: every request is sent until it is answered, with the same key, while worker, chain and
 * database are killed under it. In the end each thing happened once, and each head stands on the chain once.
 */
test.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), "packproof-killed-"));
const data = join(folder, "data");
let starter: ChildProcess | undefined;

type Ready = {
  readonly origin: string;
  readonly port: number;
  readonly rpcUrl: string;
  readonly contract: string;
};
const ready = (): Ready => JSON.parse(readFileSync(join(data, "ready.json"), "utf8")) as Ready;

async function start(port: number): Promise<void> {
  starter = spawn(process.execPath, ["scripts/start.mjs", "--data", data, "--port", String(port)], {
    stdio: "ignore",
    env: { ...process.env, PACKPROOF_ENDS_WITH_PARENT: "1", PUBLIC_ORIGIN: "", PUBLIC_RPC_URL: "" },
  });
  const mine = starter;
  await expect
    .poll(() => (mine.exitCode === null ? existsSync(join(data, "ready.json")) : `ended ${mine.exitCode}`), {
      timeout: 120_000,
    })
    .toBe(true);
}

const ended = (): Promise<unknown> =>
  !starter || starter.exitCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => starter?.once("exit", resolve));

/** kill -9, as the kernel does it when memory runs out; the starter notices and stops the rest. */
async function kill(name: RegExp): Promise<void> {
  const { children } = JSON.parse(readFileSync(join(data, "children.json"), "utf8")) as {
    children: { name: string; identity: { pid: number } }[];
  };
  const victim = children.find((child) => name.test(child.name));
  if (!victim)
    throw new Error(`No child is called ${name}: ${children.map((child) => child.name).join(", ")}`);
  process.kill(victim.identity.pid, "SIGKILL");
  await ended();
}

test.afterAll(async () => {
  starter?.kill("SIGTERM");
  await ended();
  rmSync(folder, { recursive: true, force: true });
});

async function send(path: string, body: unknown, key: string, cookie?: string): Promise<Response> {
  return fetch(`${ready().origin}${path}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Origin: ready().origin,
      "Idempotency-Key": `killed-${key.replaceAll(" ", "-")}`,
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify(body),
  });
}

async function post<Value>(path: string, body: unknown, key: string, cookie: string): Promise<Value> {
  const response = await send(path, body, key, cookie);
  const text = await response.text();
  expect(response.ok, `${path}: ${response.status} ${text}`).toBe(true);
  return JSON.parse(text) as Value;
}

async function signIn({ id, organisation, site }: DemoPerson): Promise<string> {
  const response = await send(
    "/api/v1/session",
    { personId: id, orgId: organisation.id, siteId: site.id },
    "sign-in",
  );
  return response.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
}

/** Until the whole log stands finally on the chain. */
const settled = () =>
  expect
    .poll(
      async () => {
        const health = await fetch(`${ready().origin}/api/health`);
        const { parts } = (await health.json()) as { parts: Record<string, { says: string }> };
        return `${parts.log?.says} ${parts.chain?.says}`;
      },
      { timeout: 90_000 },
    )
    .toMatch(/nothing waits.*holds the whole log \(final\)/);

async function logSize(): Promise<bigint> {
  const note = await (await fetch(`${ready().origin}/api/log/checkpoint`)).text();
  return BigInt(note.split("\n")[1] ?? "0");
}

test("worker, chain and database are killed with -9, and the story ends as if they had not been", async () => {
  const port = 20_000 + (process.pid % 20_000);
  await start(port);
  await settled();
  const before = await logSize();

  let cookie = await signIn(orla);
  const batch = { productId: ternavex.id, number: "KILL9", expiryPrinted: "301231", plannedSize: 4 };
  const { batchId } = await post<{ batchId: string }>("/api/v1/batches", batch, "batch", cookie);
  const make = { serials: { generate: 4 }, entry: "file" };
  const made = await post<{ serials: string[] }>(`/api/v1/batches/${batchId}/packs`, make, "make", cookie);

  await kill(/worker/i);
  await start(port);
  cookie = await signIn(orla);
  // Asked again with its key: the same four packs, not four more.
  expect(await post(`/api/v1/batches/${batchId}/packs`, make, "make", cookie)).toMatchObject({
    serials: made.serials,
  });
  await post(`/api/v1/batches/${batchId}/release`, { entry: "typed" }, "release", cookie);

  await kill(/anvil|chain/i);
  await start(port);
  cookie = await signIn(orla);
  const links = made.serials.map((serial) => `https://id.gs1.org/01/${ternavex.gtin}/21/${serial}`);
  const shipment = {
    receiverSiteId: hafen.sites[0].id,
    orderNumber: null,
    purpose: "sale",
    units: links,
    takeOff: false,
    entry: "wedge",
  };
  // In the middle of it: whether this request was done is not known to whoever sent it.
  const unanswered = send("/api/v1/shipments", shipment, "ship", cookie).catch(() => undefined);
  await kill(/postgres/i);
  await unanswered;
  await start(port);
  cookie = await signIn(orla);
  const shipped = await post<{ shipmentId: string; packs: number }>(
    "/api/v1/shipments",
    shipment,
    "ship",
    cookie,
  );
  expect(shipped.packs).toBe(4);

  const emils = await signIn(emil);
  const receipt = { scans: links, reportMissing: false, entry: "camera" };
  await post(`/api/v1/shipments/${shipped.shipmentId}/receipt`, receipt, "receive", emils);
  const reading = (serial: string | undefined) => ({
    reading: {
      gtin: ternavex.gtin,
      serial,
      batch: "KILL9",
      expiry: "2030-12-31",
      printConfirmed: false,
      entry: "camera",
    },
  });
  await post("/api/v1/packs/dispense", reading(made.serials[0]), "dispense", emils);
  for (const [i, expected] of [["CHECK"], ["VERIFIED"], ["VERIFIED"], ["VERIFIED"]].entries()) {
    const answer = await post<{ verdict: { kind: string } }>(
      "/api/v1/packs/verify",
      reading(made.serials[i]),
      `look ${i}`,
      emils,
    );
    expect([answer.verdict.kind]).toEqual(expected);
  }
  // Made, released, shipped, received, dispensed: five events, each logged once.
  await expect.poll(async () => (await logSize()) - before, { timeout: 60_000 }).toBe(5n);
  await settled();

  const { rpcUrl, contract } = ready();
  const provider = new JsonRpcProvider(rpcUrl);
  try {
    const log = new Contract(
      contract,
      ["event Anchored(bytes32 indexed logId, uint64 indexed size, bytes32 root)"],
      provider,
    );
    const anchored = await log.queryFilter("Anchored", 0);
    const sizes = anchored.map(({ topics }) => BigInt(topics[2] ?? "0x0"));
    expect(new Set(sizes).size, "no size is anchored twice").toBe(sizes.length);
    expect(sizes.at(-1)).toBe(await logSize());
  } finally {
    provider.destroy();
  }
});
