import { expect, type Page } from "playwright/test";
import { type CameraBrowser, startCameraBrowser } from "../camera/camera-browser";
import type { PlacedCode } from "../camera/draw-code";
import { instance } from "./instance";

/** One browser with a camera for a whole journey: what stands before the camera changes, the browser stays. */
export type Camera = {
  /** A page of somebody's own browser, with nothing before its camera yet. */
  newPage(): Promise<Page>;
  /** Holds these codes before the camera of a station that is open: camera off, new picture, camera on. */
  hold(page: Page, codes: string | readonly PlacedCode[]): Promise<void>;
  close(): Promise<void>;
};

export async function openCamera(): Promise<Camera> {
  const browser: CameraBrowser = await startCameraBrowser();
  return {
    async newPage() {
      const context = await browser.showToCamera([], {
        context: { baseURL: instance().origin, locale: "en-GB", timezoneId: "Europe/Vienna" },
      });
      return context.newPage();
    },
    async hold(page, codes) {
      const off = page.getByRole("button", { name: "Close the camera" });
      if (await off.isVisible()) await off.click();
      browser.show(codes);
      // Chromium reads the file again at each getUserMedia.
      await page.getByRole("button", { name: /^(Use the camera|Scan)$/ }).click();
    },
    close: () => browser.close(),
  };
}

/** The camera was really open: its picture has a size. */
export async function expectPicture(page: Page): Promise<void> {
  await expect
    .poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
}
