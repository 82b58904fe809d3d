import { expect, test } from "playwright/test";
import { scanByKeyboard } from "../camera/scanner-keys";
import { ask, signIn } from "./desk";

type Unit = {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: string;
  readonly packs: number;
};

const ssccOf = ({ id }: Unit): string => id.slice("https://id.gs1.org/00/".length);

/** A scanner in the hand, no finger on the screen: what is missing is reported, and nothing is received twice. */
test("Selma scans all cases but one, reports it missing, and the delivery is closed", async ({ page }) => {
  await signIn(page, "Selma");
  await page.goto("/receive");
  await page
    .getByRole("link", { name: /Nordkai Logistik|Brenner & Soll|Lindhof Pharma/ })
    .first()
    .click();
  await page.waitForURL(/\/receive\/[0-9a-f-]{36}/);
  const id = page.url().slice(-36);
  const { units } = await ask<{ units: readonly Unit[] }>(page, `/api/v1/shipments/${id}`);
  const cases = units.filter(({ kind, parentId }) => kind === "sscc" && parentId !== null);
  const [left, ...here] = cases;
  if (!left) throw new Error("The demo world sends Vienna a pallet of cases");

  // The address is there before the station that listens.
  await expect(page.getByRole("region", { name: "Last scan" })).toContainText("Scan the first unit");

  // A code that is broken says where, and nothing of it counts.
  await scanByKeyboard(page, "]C100952010100000000000");
  await expect(
    page
      .getByText("Not readable")
      .or(page.getByText(/check digit/i))
      .first(),
  ).toBeVisible();

  for (const unit of here) {
    await scanByKeyboard(page, `]C100${ssccOf(unit)}`);
    await expect(page.getByRole("region", { name: "Last scan" })).toContainText(/Expected/);
  }
  // The same case again counts once.
  await scanByKeyboard(page, `]C100${ssccOf(here[0] ?? left)}`);
  await expect(page.getByText("Already scanned")).toBeVisible();

  const packs = (list: readonly { packs: number }[]) => list.reduce((sum, unit) => sum + unit.packs, 0);
  const report = `Receive ${packs(here)}, report ${packs([left])} missing`;
  await page.getByRole("button", { name: report }).click();
  await page.getByRole("dialog").getByRole("button", { name: report }).click();
  await expect(page.getByText(`${packs(here)} packs are in stock`)).toBeVisible();

  await page.goto(`/receive/${id}`);
  await expect(page.getByText("This delivery was received")).toBeVisible();
  await page.goto(`/deliveries/${id}`);
  await expect(page.getByText(/missing/i).first()).toBeVisible();
});
