import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "playwright/test";
import { ask, signIn } from "./desk";

const GTIN = "09520101100016";

async function start(page: Page, what: string, name: string, text: string, button: string): Promise<void> {
  await page.goto("/jobs/new");
  await page.getByLabel("What is to be done?").selectOption({ label: what });
  await page
    .getByLabel("File with codes of packs")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
}

async function finished(page: Page, done: number): Promise<void> {
  const bar = page.getByRole("progressbar", { name: "Finished" });
  await expect(bar).toHaveAttribute("aria-valuenow", String(done));
}

const rowOf = (page: Page, outcome: string) =>
  page.getByRole("table", { name: /^What became of the packs/ }).getByRole("row", { name: outcome });

/** Long work of a desk: a file goes in, the bar goes on without the page, and the result is the next file. */
test("a file of packs is locked, its result downloaded, and the result unlocks them again", async ({
  page,
}) => {
  await signIn(page, "Orla");
  await page.goto("/batches");
  await page.getByRole("link", { name: "TX24112" }).click();
  await page.waitForURL(/\/batches\/[0-9a-f-]{36}$/);
  const id = page.url().split("/").at(-1);
  const packs = await ask<readonly { serial: string; state: string }[]>(
    page,
    `/api/v1/batches/${id}/packs?limit=1000`,
  );
  const serials = packs.filter(({ state }) => state === "ACTIVE").map(({ serial }) => serial);
  expect(serials.length).toBeGreaterThan(100);
  const lines = [...serials.map((serial) => `${GTIN},${serial}`), `${GTIN},${serials[0]}`, "rubbish,"];

  // The dry run names what can't be read before anything is sent.
  await page.goto("/jobs/new");
  await page.getByLabel("File with codes of packs").setInputFiles({
    name: "empty.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("nothing,here\n"),
  });
  await expect(page.getByText("No line of this file holds the code of a pack.")).toBeVisible();

  const total = lines.length;
  await start(page, "Lock", "packs.csv", ["gtin,serial", ...lines].join("\n"), `Lock ${total} packs`);
  await finished(page, total);
  await expect(rowOf(page, "Locked").getByRole("cell", { name: String(serials.length) })).toBeVisible();
  await expect(rowOf(page, "In the list twice")).toBeVisible();
  await expect(rowOf(page, "Not the code of a pack")).toContainText("Correct these lines");

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Table (CSV)" }).click();
  const result = await readFile(await (await downloading).path(), "utf8");
  expect(result.split("\r\n")).toHaveLength(total + 2);
  expect(result).toMatch(/^n,gtin,serial,result,code,message,next,eventId\r\n/);

  await start(page, "Unlock", "result.csv", result, `Unlock ${total} packs`);
  await finished(page, total);
  await expect(rowOf(page, "Unlocked").getByRole("cell", { name: String(serials.length) })).toBeVisible();

  await page.goto("/jobs");
  const table = page.getByRole("table", { name: /^Work on many packs/ });
  await expect(table.getByRole("link", { name: "Unlock", exact: true }).first()).toBeVisible();
  await expect(table.getByRole("row").nth(1)).toContainText("Orla");
});
