import { type Browser, chromium } from "playwright";
import { expect, type Page, test } from "playwright/test";
import { french, german, russian } from "@/lib/scan/testing/keyboard";
import { chromiumPath, quietFlags } from "./camera-browser";
import { type ServedPage, serveScanPage } from "./scan-page";
import { scanByKeyboard } from "./scanner-keys";

const GS = "\u001d";
const pack = `]d2010952010110001621YZ4KP3ZQ3M9aT2${GS}1728033110TX24107`;

let browser: Browser;
let served: ServedPage;
let page: Page;

test.beforeAll(async () => {
  const executablePath = chromiumPath();
  [browser, served] = await Promise.all([
    chromium.launch({ args: quietFlags, ...(executablePath ? { executablePath } : {}) }),
    serveScanPage(),
  ]);
});
test.afterAll(async () => {
  await Promise.all([browser.close(), served.close()]);
});
test.beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  await page.goto(served.url);
  await page.waitForFunction(() => "scanPage" in window);
});
test.afterEach(() => page.context().close());

const scans = () => page.evaluate(() => window.scanPage.scans.map((scan) => scan.raw));

for (const [name, host] of Object.entries({ french, german, russian }))
  test(`a US scanner on a ${name} computer is read as printed`, async () => {
    await scanByKeyboard(page, pack, { host });
    await expect.poll(scans).toEqual([pack]);
  });

for (const separator of ["control", "alt-029", "f8", "~"])
  test(`GS sent as ${separator} arrives as U+001D`, async () => {
    await scanByKeyboard(page, pack, { separator });
    await expect.poll(scans).toEqual([pack]);
  });

test("a scanner without Enter is heard after a silence", async () => {
  await scanByKeyboard(page, pack, { end: null });
  await expect.poll(scans).toEqual([pack]);
});

test("a scanner's Enter presses no button that has the focus", async () => {
  await page.evaluate(() => {
    const button = document.querySelector("button");
    button?.addEventListener("click", () => window.scanPage.lost.push("pressed"));
    button?.focus();
  });
  await scanByKeyboard(page, pack);
  await expect.poll(scans).toEqual([pack]);
  expect(await page.evaluate(() => window.scanPage.lost)).toEqual([]);
  // The same button still answers a person, once the half second after the scan is over.
  await expect
    .poll(async () => {
      await page.keyboard.press("Enter");
      return page.evaluate(() => window.scanPage.lost.length);
    })
    .toBe(1);
});

for (const end of ["Enter", "Tab"] as const)
  test(`a scanner's ${end} neither closes a dialogue nor moves on in it`, async () => {
    await page.evaluate(() => {
      document.querySelector("dialog")?.showModal();
      document.querySelector<HTMLInputElement>("dialog input")?.focus();
    });
    await scanByKeyboard(page, "9520101100047", { end });
    await scanByKeyboard(page, pack, { end });
    await expect.poll(scans).toEqual([pack]);
    expect(await page.locator("dialog").evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
  });

test("a scan into a field is taken out of it and delivered; what a person typed stays", async () => {
  const field = page.getByLabel("Search");
  await field.fill("half a word");
  await field.focus();
  await page.keyboard.press("End");
  await scanByKeyboard(page, pack);
  await expect.poll(scans).toEqual([pack]);
  await expect(field).toHaveValue("half a word");
});

test("a person's typing in a field is never taken for a scan", async () => {
  const field = page.getByLabel("Search");
  await field.pressSequentially("Ternavex 10 mg");
  await field.press("Enter");
  await expect(field).toHaveValue("Ternavex 10 mg");
  await scanByKeyboard(page, pack);
  await expect.poll(scans).toEqual([pack]);
});

test("what is pasted while no field has the focus is a scan; in a field it is text", async () => {
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste(`${pack}\n`);
  await page.getByLabel("Search").focus();
  await paste("into the field");
  expect(await scans()).toEqual([pack]);
});
