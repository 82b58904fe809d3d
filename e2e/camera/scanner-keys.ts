import type { Page } from "playwright";
import { enter, type Setup, scannerStrokes } from "@/lib/scan/testing/keyboard";

export type ScannerSetup = Omit<Setup, "inField" | "start"> & {
  /** What the scanner sends at the end; null for nothing. */
  readonly end?: "Enter" | "Tab" | null;
};

const modifiers = { alt: 1, ctrl: 2, meta: 4, shift: 8 };

/**
 * Types a scan as a scanner does, through the browser's real keyboard events: any layout, Caps Lock, any way of
 * sending GS. The keys carry their own times, so a busy machine doesn't make the scanner slow.
 */
export async function scanByKeyboard(page: Page, text: string, setup: ScannerSetup = {}): Promise<void> {
  const { end = "Enter", ...scanner } = setup;
  const keyboard = await page.context().newCDPSession(page);
  const typed = scannerStrokes(text, { ...scanner, start: Date.now() });
  const strokes = end === null ? typed : [...typed, enter(typed, end)];
  await Promise.all(
    strokes.map((stroke) => {
      const character =
        stroke.phase === "down" && [...stroke.key].length === 1 && !stroke.ctrl && !stroke.alt;
      const held =
        (stroke.alt ? modifiers.alt : 0) |
        (stroke.ctrl ? modifiers.ctrl : 0) |
        (stroke.shift ? modifiers.shift : 0);
      const text = character
        ? stroke.key
        : stroke.key === "Enter" && stroke.phase === "down"
          ? "\r"
          : undefined;
      return keyboard.send("Input.dispatchKeyEvent", {
        type: stroke.phase === "up" ? "keyUp" : text === undefined ? "rawKeyDown" : "keyDown",
        key: stroke.key,
        code: stroke.code,
        modifiers: held,
        timestamp: stroke.time / 1000,
        ...(text === undefined ? {} : { text }),
        ...(stroke.key === "Enter" ? { windowsVirtualKeyCode: 13 } : {}),
        ...(stroke.key === "Tab" ? { windowsVirtualKeyCode: 9 } : {}),
      });
    }),
  );
  await keyboard.detach();
}
