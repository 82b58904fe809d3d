import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Contract, JsonRpcProvider } from "ethers";
import { expect, type Page, test } from "playwright/test";
import { toHex } from "@/lib/core/bytes/hex";
import { parseProofFile } from "@/lib/core/proof/parse-proof-file";
import { organisations } from "@/prisma/seed/organisations";
import { ternavex } from "@/prisma/seed/products";
import { type Camera, expectPicture, openCamera } from "./camera";
import { ask, signIn } from "./desk";
import { instance } from "./instance";

const GS = "\u001d";
const GTIN = "09520101100016";
const PRINTED_EXPIRY = "301231";
const BATCH = `E2E${Date.now() % 1_000_000}`;

const packCode = (serial: string) => `]d201${GTIN}21${serial}${GS}17${PRINTED_EXPIRY}10${BATCH}`;
const caseCode = (sscc: string) => `]C100${sscc}`;

/** One pack's whole way, each step scanned by camera; the steps depend on each other, so they run as one. */
test.describe.configure({ mode: "serial" });

let camera: Camera;
let serials: readonly string[] = [];
let sscc = "";
let proofText = "";

test.beforeAll(async () => {
  camera = await openCamera();
});
test.afterAll(() => camera.close());

async function as(person: string, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await camera.newPage();
  try {
    await signIn(page, person);
    await use(page);
  } finally {
    await page.context().close();
  }
}

test("Orla plans a batch, makes its packs and releases it", () =>
  as("Orla", async (page) => {
    await page.goto("/batches/new");
    await page.getByLabel("Product").selectOption(ternavex.id);
    await page.getByLabel("Batch number").fill(BATCH);
    await page.getByLabel("Year").fill("2030");
    await page.getByLabel("Month").selectOption("12");
    await page.getByLabel("Day").fill("31");
    await page.getByLabel("Planned size").fill("3");
    await page.getByRole("button", { name: "Create batch" }).click();
    await page.waitForURL(/\/batches\/[0-9a-f-]{36}/);
    const id = /batches\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

    await page.goto(`/batches/${id}/commission`);
    await page.getByRole("tab", { name: "Generate" }).click();
    await page.getByLabel("How many packs").fill("3");
    await page.getByRole("button", { name: "Make 3 packs" }).click();
    await expect(page.getByText("3 packs are made")).toBeVisible();

    const packs = await ask<readonly { serial: string }[]>(
      page,
      `/api/v1/batches/${id}/packs?after=0&limit=10`,
    );
    serials = packs.map(({ serial }) => serial);
    expect(serials).toHaveLength(3);

    await page.goto(`/batches/${id}`);
    const release = page.getByRole("button", { name: `Release batch ${BATCH}` });
    await release.hover();
    await page.mouse.down();
    await expect(page.getByText(`Batch ${BATCH} is released`)).toBeVisible();
    await page.mouse.up();
  }));

test("Jakob packs two of them into a case, held before the camera together", () =>
  as("Jakob", async (page) => {
    await page.goto("/pack");
    const [first = "", second = ""] = serials;
    await camera.hold(page, [
      { raw: packCode(first), x: 0.3 },
      { raw: packCode(second), x: 0.7 },
    ]);
    await expectPicture(page);
    await page.getByRole("button", { name: "Close partial case with 2 packs" }).click();
    // The answer to the scan may say it too: the label is printed from this region.
    const closed = page
      .getByRole("status")
      .filter({ has: page.getByRole("button", { name: "Print label" }) });
    await expect(closed).toContainText(/Case \d+ is closed/);
    const label = closed.getByText(/^(\d{18}|(\d{3}\s?){6})$/);
    sscc = ((await label.textContent()) ?? "").replace(/\D/g, "");
    expect(sscc).toHaveLength(18);
  }));

async function shipCase(page: Page, receiver: RegExp): Promise<void> {
  await page.goto("/ship");
  await page.getByRole("button", { name: receiver }).click();
  await camera.hold(page, caseCode(sscc));
  await expect(page.getByText("Added", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: /^Ship 1 case/ }).click();
  await expect(page.getByText("On its way")).toBeVisible();
}

async function receiveCase(page: Page): Promise<void> {
  await page.goto("/receive");
  await camera.hold(page, caseCode(sscc));
  await page.waitForURL(/\/receive\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Receive 2 packs" }).click();
  await expect(page.getByText("2 packs are in stock")).toBeVisible();
}

test("Jakob ships the case to Innsbruck", () =>
  as("Jakob", (page) => shipCase(page, /^Brenner & Soll.*Innsbruck/)));
test("Paul receives it with one look of the camera", () => as("Paul", receiveCase));
test("Paul ships it on to Bregenz", () => as("Paul", (page) => shipCase(page, /^Hafen-Apotheke/)));
test("Emil receives it", () => as("Emil", receiveCase));

test("Emil verifies a pack at the counter and dispenses it out of the case", () =>
  as("Emil", async (page) => {
    await page.goto("/counter");
    await camera.hold(page, packCode(serials[0] ?? ""));
    await expect(page.getByRole("heading", { name: "Verified" })).toBeVisible();
    await page.getByRole("button", { name: "Dispense" }).click();
    await expect(page.getByRole("heading", { name: "Dispensed" })).toBeVisible();
  }));

test("anyone checks the code, follows it to the proof, and the browser recomputes it down to the chain", async () => {
  const page = await camera.newPage();
  await page.goto("/check");
  await camera.hold(page, packCode(serials[0] ?? ""));
  await page.waitForURL(/\/01\//);
  await expect(page.getByRole("heading", { level: 1, name: "Code recognised" })).toBeVisible();
  await expect(page.getByText(/Dispensed once/)).toBeVisible();

  await page
    .getByRole("link", { name: /Dispensed/ })
    .last()
    .click();
  await page.waitForURL(/\/proof\//);
  // The page looks again by itself until the head that holds the step is anchored.
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cannot be removed unnoticed", {
    timeout: 60_000,
  });
  for (const sentence of [
    "The statement is about this pack",
    "The statement was not changed",
    "The entry is in the log",
    "The log’s head is signed",
    "The chain holds this head",
  ]) {
    await expect(page.getByText(sentence)).toBeVisible();
  }
  const download = page.waitForEvent("download");
  await page
    .getByRole("link", { name: /^Download the proof/ })
    .or(page.getByRole("button", { name: /^Download the proof/ }))
    .click();
  proofText = readFileSync(await (await download).path(), "utf8");

  await page.getByRole("button", { name: "Change one byte" }).click();
  await page.getByRole("button", { name: "The statement" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("no longer holds");
  await page.context().close();
});

test("the command line says the same, without the server, and with the chain", () => {
  const folder = mkdtempSync(join(tmpdir(), "packproof-proof-"));
  try {
    const file = join(folder, "proof.json");
    writeFileSync(file, proofText);
    const verify = (...args: string[]) =>
      spawnSync(process.execPath, ["bin/packproof.mjs", "verify", file, ...args], { encoding: "utf8" });
    expect(verify().status).toBe(0);
    expect(verify("--rpc", instance().rpcUrl).status).toBe(0);
    writeFileSync(file, proofText.replace('"month":"20', '"month":"19'));
    expect(verify().status).toBe(1);
    writeFileSync(file, "{");
    expect(verify().status).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an eth_call to the contract's inclusion view accepts the entry, and no other", async () => {
  const parsed = parseProofFile(proofText);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  const { logId, entry, leaf } = parsed.value;
  const { rpcUrl, contract } = instance();
  const provider = new JsonRpcProvider(rpcUrl);
  try {
    const view = new Contract(
      contract,
      ["function verifyInclusion(bytes32,uint64,uint64,bytes32,bytes32[]) view returns (bool)"],
      provider,
    );
    const hex = (bytes: Uint8Array) => `0x${toHex(bytes)}`;
    const claim = (value: Uint8Array): Promise<boolean> =>
      view.getFunction("verifyInclusion")(hex(logId), leaf.size, leaf.index, hex(value), leaf.path.map(hex));
    expect(await claim(entry)).toBe(true);
    const other = entry.slice();
    other[0] = (other[0] ?? 0) ^ 1;
    expect(await claim(other)).toBe(false);
  } finally {
    provider.destroy();
  }
});

test("the public proof holds no other serial, no site and no exact time", () => {
  for (const serial of serials.slice(1)) expect(proofText).not.toContain(serial);
  expect(proofText).toContain(serials[0] ?? "");
  expect(proofText).not.toContain(sscc);
  expect(proofText).not.toMatch(/\d\d:\d\d/);
  for (const { name, sites } of organisations) {
    if (name !== "Lindhof Pharma") expect(proofText).not.toContain(name);
    for (const { gln, city } of sites) {
      expect(proofText).not.toContain(gln);
      expect(proofText).not.toContain(city);
    }
  }
});
