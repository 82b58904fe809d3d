import { expect, type Page, test } from "playwright/test";
import { expectAccessibleNow } from "./accessible";
import { signIn } from "./desk";

const NOWHERE = "/no-such-page";
const PUBLIC = [
  "/",
  "/sign-in",
  "/check",
  "/01/09520101100016/21/UNKNOWN9SERIAL",
  "/proof",
  "/developers",
  NOWHERE,
];
const DESK: Readonly<Record<string, readonly string[]>> = {
  Orla: [
    "/home",
    "/batches",
    "/batches/new",
    "/pack",
    "/ship",
    "/stock",
    "/deliveries",
    "/trace",
    "/jobs",
    "/jobs/new",
    "/settings/keys",
    "/settings/keys/new",
  ],
  Paul: ["/home", "/receive", "/ship", "/pack", "/stock", "/deliveries", "/deliveries/differences"],
  Emil: ["/home", "/counter", "/returns", "/receive", "/recalls", "/trace"],
  Mara: ["/home", "/batches", "/recalls", "/recalls/new", "/trace"],
};

async function expectAccessible(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(path === NOWHERE ? 404 : 200);
  await expectAccessibleNow(page, path);
}

for (const [colorScheme, viewport] of [
  ["light", { width: 1360, height: 820 }],
  ["dark", { width: 320, height: 700 }],
] as const) {
  test.describe(`${colorScheme}, ${viewport.width} px`, () => {
    test.use({ colorScheme, viewport });

    test("public pages have no violation of WCAG 2.2 AA", async ({ page }) => {
      for (const path of PUBLIC) await expectAccessible(page, path);
    });
    for (const [person, paths] of Object.entries(DESK)) {
      test(`${person}'s pages have no violation of WCAG 2.2 AA`, async ({ page }) => {
        await signIn(page, person);
        for (const path of paths) await expectAccessible(page, path);
      });
    }
  });
}
