import { expect, test } from "playwright/test";
import { scanByKeyboard } from "../camera/scanner-keys";
import { signIn } from "./desk";

/** The next scan takes the place of the last one: what did not go in has to stand somewhere else until it is settled. */
test("A scan that nothing answered stays on the screen until the pack is in", async ({ page }) => {
  await signIn(page, "Jakob");
  await page.goto("/pack");
  // Of one batch, whatever other journeys left on the shelf: a case holds one.
  const packs = page
    .getByRole("region", { name: "Scan tray" })
    .getByRole("button")
    .filter({ hasText: "TX24112" });
  const last = page.getByRole("region", { name: "Last scan" });

  await page.route("**/api/v1/units/find", (route) => route.abort(), { times: 1 });
  await packs.first().click();
  await expect(last).toContainText("can't be reached");
  await packs.nth(1).click();
  await expect(last).toContainText("In case");
  // Half a code, as a starved computer delivers it.
  await scanByKeyboard(page, "P3Q9\u001d1728033110TX24112");
  await expect(page.getByText("2 scans did not go in").first()).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("1 scan did not go in").first()).toBeVisible();
  await page.getByRole("button", { name: /^Leave out/ }).click();
  await expect(page.getByText("did not go in")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Close partial case with 2 packs" })).toBeVisible();
});
