import { type Browser, chromium } from "playwright";
import { expect, type Page, test } from "playwright/test";
import { chromiumPath, quietFlags } from "./camera-browser";
import { drawCodes } from "./draw-code";
import { greyPng, makePicture } from "./make-picture";
import { type ServedPage, serveScanPage } from "./scan-page";

const GS = "\u001d";
const pack = (serial: string) => `]d2010952010110001621${serial}${GS}1728033110TX24107`;

let browser: Browser;
let served: ServedPage;
let page: Page;

test.beforeAll(async () => {
  const executablePath = chromiumPath();
  [browser, served] = await Promise.all([
    chromium.launch({ args: quietFlags, ...(executablePath ? { executablePath } : {}) }),
    serveScanPage(),
  ]);
  page = await browser.newPage();
  await page.goto(served.url);
  await page.waitForFunction(() => "scanPage" in window);
});
test.afterAll(async () => {
  await Promise.all([browser.close(), served.close()]);
});

const decode = (file: Buffer) =>
  page.evaluate(
    async (bytes) => {
      const { raws, problem } = await window.scanPage.decodePicture(bytes);
      return { raws: [...raws].sort(), problem };
    },
    [...file],
  );

test("a photo of a pack gives its text", async () => {
  expect(await decode(makePicture(pack("7KP3")))).toEqual({ raws: [pack("7KP3")], problem: null });
});

test("a photo of many packs gives them all", async () => {
  const codes = Array.from({ length: 12 }, (_, i) => ({
    raw: pack(`SERIAL${i + 100}`),
    module: 4,
    x: 0.14 + (i % 4) * 0.24,
    y: 0.2 + Math.floor(i / 4) * 0.3,
    turn: i * 30,
  }));
  expect(await decode(makePicture(codes))).toEqual({ raws: codes.map(({ raw }) => raw), problem: null });
});

test("a small code in a large photo is found", async () => {
  const picture = makePicture([{ raw: pack("SMALL"), module: 2.5, x: 0.8, y: 0.25, turn: 8 }], {
    width: 3000,
    height: 2250,
  });
  expect(await decode(picture)).toEqual({ raws: [pack("SMALL")], problem: null });
});

test("a noisy photo is read", async () => {
  const photo = drawCodes(400, 300, [{ raw: pack("NOISE"), module: 5 }]);
  // A fixed sequence, so that the picture is the same in every run.
  let seed = 7;
  for (let i = 0; i < photo.pixels.length; i++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    photo.pixels[i] = Math.max(0, Math.min(255, (photo.pixels[i] ?? 0) + ((seed >> 16) % 181) - 90));
  }
  expect(await decode(greyPng(photo))).toEqual({ raws: [pack("NOISE")], problem: null });
});

test("a photo without a code and a file that is no picture are refused with different reasons", async () => {
  expect(await decode(makePicture([]))).toEqual({ raws: [], problem: "NO_CODE_FOUND" });
  expect(await decode(Buffer.from("%PDF-1.7"))).toEqual({ raws: [], problem: "NOT_A_PICTURE" });
});
