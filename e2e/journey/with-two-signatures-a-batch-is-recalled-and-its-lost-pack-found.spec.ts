import { expect, type Locator, type Page, test } from "playwright/test";
import { expectAccessibleNow } from "./accessible";
import { ask, signIn } from "./desk";

/** Last of the journeys: a recall can't be taken back, and the others need the batch. */
test.describe.configure({ mode: "serial" });

const NAME = "Ternavex 10 mg, batch TX24107";
let board = "";

type Board = {
  readonly batches: readonly {
    readonly balance: {
      readonly commissioned: number;
      readonly unaccounted: number;
      readonly difference: number;
    } | null;
  }[];
};

async function balanceOf(page: Page) {
  const { batches } = await ask<Board>(page, `/api/v1${board}`);
  const balance = batches[0]?.balance;
  if (!balance) throw new Error("An authority sees the board");
  return balance;
}

/** By the space bar alone, until what it does has happened. */
async function hold(page: Page, button: Locator, until: Locator): Promise<void> {
  await button.focus();
  await page.keyboard.down("Space");
  await expect(until).toBeVisible();
  await page.keyboard.up("Space");
}

test("Mara holds the batch in seconds, prepares the recall, and Theo signs it", async ({ page }) => {
  await signIn(page, "Mara");
  await page.goto("/batches");
  await page.getByRole("link", { name: "TX24107" }).click();

  await page.getByRole("button", { name: "Hold batch now" }).click();
  const dialog = page.getByRole("dialog", { name: "Hold batch TX24107?" });
  await dialog.getByLabel(/^Why/).fill("Tablets of another strength in a blister");
  await dialog.getByRole("button", { name: "Hold batch now" }).click();
  await expect(page.getByText(/^On hold since/)).toBeVisible();
  await expect(page.getByText("Reason: Tablets of another strength in a blister")).toBeVisible();
  await expectAccessibleNow(page, "held batch");

  await page.getByRole("link", { name: "Prepare recall" }).click();
  await expect(page.getByText("1,440", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Do not stop treatment without advice.").first()).toBeVisible();

  // What is missing is said, and what was typed stays.
  await page.getByLabel(/^Reason/).fill("Some blisters hold tablets of a higher strength.");
  await page.getByLabel(/^Type the batch number/).fill("TX24112");
  await page.getByRole("button", { name: "Ask second signature" }).click();
  await expect(page.getByText("3 things to correct")).toBeVisible();
  await expectAccessibleNow(page, "recall form with errors");
  await page.getByRole("radio", { name: /^Class 1/ }).check();
  await page.getByRole("radio", { name: /^Patients/ }).check();
  await page.getByLabel(/^Type the batch number/).fill("TX24107");
  await page.getByRole("button", { name: "Ask second signature" }).click();

  await expect(page.getByText("Waiting for another person's signature")).toBeVisible();
  board = new URL(page.url()).pathname;
  await expect(page.getByRole("button", { name: "Sign the recall" })).toHaveCount(0);
  await expectAccessibleNow(page, "recall draft");

  await page.getByRole("button", { name: "Switch to Theo" }).click();
  const sign = page.getByRole("button", { name: "Sign the recall" });
  await expect(sign).toBeVisible();
  // A press is no signature.
  await sign.click();
  await expect(page.getByRole("heading", { name: "Where now" })).toHaveCount(0);
  await hold(page, sign, page.getByRole("heading", { name: "Where now" }));

  await expect(page.getByRole("heading", { name: NAME })).toBeVisible();
  expect(await balanceOf(page)).toMatchObject({ commissioned: 1440, difference: 0 });
  await expectAccessibleNow(page, "recall board");
  await page.getByRole("link", { name: "First-hour sheet" }).click();
  await expect(page.getByText(/^Class 1 recall of Ternavex 10 mg/)).toBeVisible();
  await expectAccessibleNow(page, "first-hour sheet");
});

test("a patient reads what to do, and nothing of where the packs are", async ({ page }) => {
  await page.goto("/check");
  await page.getByRole("button", { name: /^Dispensed last week/ }).click();
  await expect(page.getByRole("heading", { name: "This batch is recalled" })).toBeVisible();
  await expect(
    page.getByText("Contact your pharmacist or doctor today. Do not stop treatment without advice."),
  ).toBeVisible();
  await expect(page.getByText(/higher strength|Innsbruck|Brenner/)).toHaveCount(0);
});

test("Vera's pharmacy puts its packs aside, answers and completes", async ({ page }) => {
  await signIn(page, "Vera");
  await page.goto("/home");
  const need = page.getByRole("listitem").filter({ hasText: NAME });
  await expect(need).toContainText(/You hold \d+ packs/);
  await need.getByRole("link", { name: /^Quarantine \d+ packs$/ }).click();

  await page.getByRole("button", { name: /^Quarantine \d+ packs$/ }).click();
  await expect(page.getByText(/^All \d+ packs are in quarantine/)).toBeVisible();
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("Choose what is true for your site.")).toBeVisible();
  await expectAccessibleNow(page, "recall answer");
  await page.getByRole("radio", { name: /some had left us already/ }).check();
  await page.getByLabel(/^Packs found and set aside/).fill("48");
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText(/^Acknowledged .*: 48 packs set aside/)).toBeVisible();
  await hold(page, page.getByRole("button", { name: "Everything is done" }), page.getByText(/^Completed/));

  await page.goto("/home");
  await expect(page.getByRole("listitem").filter({ hasText: NAME })).toHaveCount(0);
});

test("Emil scans the lost pack into quarantine, and it counts again", async ({ page }) => {
  await signIn(page, "Theo");
  const before = await balanceOf(page);
  expect(before.unaccounted).toBeGreaterThan(0);

  await signIn(page, "Emil");
  await page.goto("/counter");
  await page.getByRole("button", { name: /^Found pack/ }).click();
  await expect(page.getByRole("heading", { name: "Stop" })).toBeVisible();
  await expect(page.getByText(/^This batch is recalled/)).toBeVisible();
  await hold(
    page,
    page.getByRole("button", { name: /^Quarantine/ }),
    page.getByRole("heading", { name: "In quarantine" }),
  );

  await signIn(page, "Theo");
  const unaccounted = before.unaccounted - 1;
  expect(await balanceOf(page)).toMatchObject({ commissioned: 1440, difference: 0, unaccounted });
  await page.goto(board);
  const answers = page.getByRole("table", { name: "Answers of the sites" });
  await expect(answers.getByRole("row", { name: /Linden-Apotheke.*completed/ })).toContainText("48 packs");
});
