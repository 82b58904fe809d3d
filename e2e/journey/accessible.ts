import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

/** The page as it stands has no violation of WCAG 2.2 AA, and fits its window. */
export async function expectAccessibleNow(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("main")).toBeVisible();
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ target }) => target).join(" | ")}`),
  ).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(sideways, `${name} scrolls sideways`).toBe(false);
}
