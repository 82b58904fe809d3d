import { expect, test } from "playwright/test";
import { scanByKeyboard } from "../camera/scanner-keys";
import { ask, signIn } from "./desk";

/** Stop a copy: the Graz pen was dispensed two days ago; its serial turns up at another counter. */
test("a copied pack is stopped, and no key of a scanner dismisses it", async ({ page }) => {
  await signIn(page, "Emil");
  await page.waitForURL("**/counter");
  await page.getByRole("button", { name: /^Semvia pen/ }).click();

  await expect(page.getByRole("heading", { name: "Stop" })).toBeVisible();
  await expect(page.getByText("This pack was dispensed at another site 2 days ago.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Dispense" })).toHaveCount(0);

  for (const key of ["Enter", "Tab", "Space", "Escape"]) await page.keyboard.press(key);
  // A burst that even spells the confirming keys, ended by Enter: a scanner's, so it presses nothing.
  await scanByKeyboard(page, "]d2010952010110001621SYSYSYSY");
  await page.getByRole("button", { name: "Quarantine and open alert" }).click();
  await expect(page.getByRole("heading", { name: "Stop" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "In quarantine" })).toHaveCount(0);

  const button = page.getByRole("button", { name: "Quarantine and open alert" });
  await button.hover();
  await page.mouse.down();
  await expect(page.getByRole("heading", { name: "In quarantine" })).toBeVisible();
  await page.mouse.up();
  // The genuine pen is somewhere else: its holder is not punished for the copy.
  await expect(page.getByText("The alert is open. Keep this pack apart")).toBeVisible();

  await page.goto("/home");
  await expect(page.getByText(/^Alert: Semvia/).first()).toBeVisible();
});

test("an unknown serial stops, a product without serials gets no verdict, and dispensing twice is refused", async ({
  page,
}) => {
  await signIn(page, "Emil");
  await page.waitForURL("**/counter");

  await page.getByRole("button", { name: /^Lozenges/ }).click();
  await expect(
    page.getByRole("heading", { name: "This product has no serial number to check." }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Next pack" }).click();

  await page.getByRole("button", { name: /^Dispensed 12 days ago/ }).click();
  await expect(page.getByText(/^This pack was already dispensed here/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo dispensing" })).toHaveCount(0);
  await page.getByRole("button", { name: "Set aside" }).click();

  await page.getByRole("button", { name: /^Unknown serial/ }).click();
  await expect(page.getByRole("heading", { name: "Stop" })).toBeVisible();
  await expect(page.getByText("This serial number does not exist for this product.")).toBeVisible();
  // A person's S, then Y.
  await page.keyboard.press("s", { delay: 250 });
  await page.keyboard.press("y", { delay: 250 });
  await expect(page.getByRole("heading", { name: "In quarantine" })).toBeVisible();
  const health = await ask<{ status: string }>(page, "/api/health");
  expect(health.status).toBe("ok");
});

test("yesterday's dispensing is undone by the declaration, and only with it", async ({ page }) => {
  await signIn(page, "Emil");
  await page.waitForURL("**/counter");
  await page.getByRole("button", { name: /^Dispensed yesterday/ }).click();
  await expect(page.getByText(/^This pack was already dispensed here/)).toBeVisible();
  await page.getByRole("button", { name: "Undo dispensing" }).click();

  const dialog = page.getByRole("dialog", { name: "Undo this dispensing?" });
  const confirm = dialog.getByRole("button", { name: "Undo dispensing" });
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("checkbox", { name: /This pack never left my hands/ }).check();
  await confirm.click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: /^Dispensed yesterday/ }).click();
  await expect(page.getByRole("heading", { name: "Verified" })).toBeVisible();
});
