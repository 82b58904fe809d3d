import { expect, type Page, test } from "playwright/test";
import { type CameraBrowser, startCameraBrowser } from "./camera-browser";
import type { PlacedCode } from "./draw-code";
import type { VideoOptions } from "./make-video";
import { type ServedPage, serveScanPage } from "./scan-page";

const GS = "\u001d";
const pack = `]d201095201011000162174KP3ZQ3M9T2H${GS}1728033110TX24107`;
const other = `]d2010952010110001621MX9D4TKR7QH2${GS}1728033110TX24107`;
const sscc = "]C100095201010000000019";
const link = "]Q1https://id.packproof.org/01/09520101100016/21/74KP3ZQ3M9T2H";

let camera: CameraBrowser;
let served: ServedPage;

test.beforeAll(async () => {
  [camera, served] = await Promise.all([startCameraBrowser(), serveScanPage()]);
});
test.afterAll(async () => {
  await Promise.all([camera.close(), served.close()]);
});

async function facing(
  codes: string | readonly PlacedCode[],
  use: (page: Page) => Promise<void>,
  options?: VideoOptions & { fallback?: boolean },
) {
  const { fallback = false, ...video } = options ?? {};
  const context = await camera.showToCamera(codes, video);
  const page = await context.newPage();
  const violations: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) violations.push(message.text());
  });
  await page.goto(served.url);
  if (fallback) await page.evaluate(() => window.scanPage.useFallback());
  expect(await page.evaluate(() => window.scanPage.decoderMode())).toBe(fallback ? "fallback" : "wasm");
  expect(await page.evaluate(() => window.scanPage.startCamera())).toMatchObject({ ok: true, devices: 1 });
  await use(page);
  await page.evaluate(() => window.scanPage.stopCamera());
  await context.close();
  expect(violations).toEqual([]);
}

const raws = (page: Page) => page.evaluate(() => window.scanPage.codes.map((code) => code.raw));
const seen = (page: Page, count = 1) =>
  page.waitForFunction((wanted) => window.scanPage.codes.length >= wanted, count);

test("a pack's DataMatrix before a 720p camera becomes its text, with its GS and its symbology", async () => {
  await facing(pack, async (page) => {
    await seen(page);
    expect(await raws(page)).toEqual([pack]);
  });
});

test("a moving and turning pack is read, and only once", async () => {
  await facing(
    pack,
    async (page) => {
      await seen(page);
      // Two rounds of the loop: longer than a code out of view is remembered.
      await page.waitForFunction(() => window.scanPage.frames() >= 120);
      expect(await raws(page)).toEqual([pack]);
    },
    { moving: true },
  );
});

test("a small code, two pixels a module, is read", async () => {
  await facing([{ raw: pack, module: 2.2, turn: 12 }], async (page) => {
    await seen(page);
    expect(await raws(page)).toEqual([pack]);
  });
});

test("a logistic label's GS1-128 becomes its SSCC", async () => {
  await facing(sscc, async (page) => {
    await seen(page);
    expect(await raws(page)).toEqual([sscc]);
  });
});

test("a QR code with a GS1 Digital Link keeps its address", async () => {
  await facing(link, async (page) => {
    await seen(page);
    expect(await raws(page)).toEqual([link]);
  });
});

test("of two packs in view the nearer to the centre comes first, and both come", async () => {
  const codes = [
    { raw: other, module: 5, x: 0.32, y: 0.35 },
    { raw: pack, module: 5, x: 0.55, y: 0.5 },
  ];
  await facing(codes, async (page) => {
    await seen(page, 2);
    expect(await raws(page)).toEqual([pack, other]);
  });
});

test("without worker or wasm the fallback still reads a pack, with GS and symbology", async () => {
  await facing(
    pack,
    async (page) => {
      await seen(page);
      expect(await raws(page)).toEqual([pack]);
    },
    { fallback: true },
  );
});

test("without worker or wasm the fallback still reads an SSCC", async () => {
  await facing(
    sscc,
    async (page) => {
      await seen(page);
      expect(await raws(page)).toEqual([sscc]);
    },
    { fallback: true },
  );
});

test("stopping releases the camera", async () => {
  await facing(pack, async (page) => {
    await seen(page);
    const state = await page.evaluate(() => {
      const video = document.querySelector("video") as HTMLVideoElement;
      const [track] = (video.srcObject as MediaStream).getVideoTracks();
      window.scanPage.stopCamera();
      return { track: track?.readyState, source: video.srcObject };
    });
    expect(state).toEqual({ track: "ended", source: null });
  });
});

for (const [name, problem] of [
  ["NotAllowedError", "CAMERA_DENIED"],
  ["NotFoundError", "CAMERA_NONE"],
  ["NotReadableError", "CAMERA_BUSY"],
] as const)
  test(`a camera that answers ${name} is refused as ${problem}, not thrown`, async () => {
    const context = await camera.showToCamera(pack);
    const page = await context.newPage();
    await page.addInitScript((error) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", error));
    }, name);
    await page.goto(served.url);
    expect(await page.evaluate(() => window.scanPage.startCamera())).toEqual({ ok: false, code: problem });
    await context.close();
  });

test("a page on plain http knows beforehand that it gets no camera", async () => {
  const context = await camera.showToCamera(pack);
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window, "isSecureContext", { value: false });
  });
  await page.goto(served.url);
  expect(await page.evaluate(() => window.scanPage.startCamera())).toEqual({
    ok: false,
    code: "CAMERA_NEEDS_HTTPS",
  });
  await context.close();
});
