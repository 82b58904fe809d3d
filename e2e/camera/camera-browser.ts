import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright";
import type { PlacedCode } from "./draw-code";
import { makeVideo, type VideoOptions } from "./make-video";

export type CameraBrowser = {
  readonly browser: Browser;
  /** Puts codes before the camera. Seen by every camera opened from now on; one that is open keeps its picture. */
  show(codes: string | PlacedCode | readonly PlacedCode[], options?: VideoOptions): void;
  /** Puts codes before the camera and opens a new context that sees them, with the camera allowed. */
  showToCamera(
    codes: string | PlacedCode | readonly PlacedCode[],
    options?: VideoOptions & { readonly context?: BrowserContextOptions },
  ): Promise<BrowserContext>;
  /** Ends the browser and removes the video. */
  close(): Promise<void>;
};

/** The system's Chromium when there is one; otherwise undefined, for the one Playwright installed. */
export function chromiumPath(): string | undefined {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named) return named;
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
}

/** Flags for every Chromium of our tests: it talks to nobody but us, and runs as root where it must. */
export const quietFlags = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * One Chromium whose camera plays a file. Chromium opens the file anew at each getUserMedia, so one browser serves
 * all camera tests: replace the file, open a new context (and close the old one, or the device stays open).
 */
export async function startCameraBrowser(): Promise<CameraBrowser> {
  const folder = mkdtempSync(join(tmpdir(), "packproof-camera-"));
  const video = join(folder, "current.y4m");
  makeVideo(video, []);
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...quietFlags,
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${video}`,
    ],
  });
  const show: CameraBrowser["show"] = (codes, options) => makeVideo(video, codes, options);
  return {
    browser,
    show,
    showToCamera(codes, { context, ...options } = {}) {
      show(codes, options);
      return browser.newContext({ permissions: ["camera"], ...context });
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
