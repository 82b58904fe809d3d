import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "playwright/test";
import { signIn } from "./desk";

/** The returns desk says no until somebody has looked, counts the time of the undo, and never promises what is over. */
test("Vera takes back yesterday's pack, and not the one of twelve days ago", async ({ page }) => {
  await signIn(page, "Vera");
  await page.goto("/returns");
  await page.getByRole("button", { name: /Dispensed 12 days ago/ }).click();
  await page.getByLabel(/carton is whole/).check();
  await page.getByLabel(/stored and carried/).check();
  await expect(page.getByText("No, keep it out of stock")).toBeVisible();
  await expect(page.getByText(/recorded as gone more than ten days ago/)).toBeVisible();
  await expect(page.getByRole("button", { name: /put back to stock/i })).toHaveCount(0);

  await page.getByRole("button", { name: /Dispensed yesterday/ }).click();
  await expect(page.getByText(/Carton or seal are not whole, or nobody has looked yet/)).toBeVisible();
  await page.getByLabel(/carton is whole/).check();
  await page.getByLabel(/stored and carried/).check();
  await expect(page.getByText("Yes, once it is undone")).toBeVisible();
  await expect(page.getByText(/days.*left to undo/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([]);
  await page.getByLabel(/patient's hands/).check();
  await expect(page.getByText("No, keep it out of stock")).toBeVisible();
  await page.getByLabel(/patient's hands/).uncheck();
  await page.getByRole("button", { name: "Undo, and put back to stock" }).click();
  await expect(page.getByText("It is in stock")).toBeVisible();
});
