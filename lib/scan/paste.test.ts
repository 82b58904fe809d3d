import { describe, expect, it } from "vitest";
import { listenForPaste, scansOfText } from "./paste";
import type { Scan } from "./scan";

const GS = "\u001d";

function pasteEvent(text: string, focus: object, files: Blob[] = []): Event {
  const event = new Event("paste", { cancelable: true });
  Object.defineProperty(event, "clipboardData", { value: { files, getData: () => text } });
  Object.defineProperty(event, "composedPath", { value: () => [focus] });
  return event;
}

describe("pasting", () => {
  it("gives one scan a line and trims nothing but the line ends", () => {
    expect(scansOfText("]d2010952\r\n 21AB \n\n", 7)).toEqual([
      { raw: "]d2010952", entry: "paste", at: 7 },
      { raw: " 21AB ", entry: "paste", at: 7 },
    ]);
  });

  it("puts separators where stand-ins were, and says so", () => {
    expect(scansOfText("0109520101100016217KP3{GS}10A", 7)).toEqual([
      { raw: `0109520101100016217KP3${GS}10A`, entry: "paste", at: 7, notes: ["gs-stand-in"] },
    ]);
  });

  it("leaves fields alone", () => {
    const target = new EventTarget();
    const scans: Scan[] = [];
    const stop = listenForPaste(target, (scan) => scans.push(scan), { now: () => 1 });
    const inField = pasteEvent("]d201", { tagName: "INPUT", type: "text" });
    target.dispatchEvent(inField);
    expect(scans).toEqual([]);
    expect(inField.defaultPrevented).toBe(false);
    target.dispatchEvent(pasteEvent("]d201", { tagName: "BODY" }));
    expect(scans.map((scan) => scan.raw)).toEqual(["]d201"]);
    stop();
    target.dispatchEvent(pasteEvent("]d201", { tagName: "BODY" }));
    expect(scans).toHaveLength(1);
  });

  it("hands a pasted picture on", () => {
    const target = new EventTarget();
    const pictures: Blob[] = [];
    listenForPaste(target, () => {}, { onPicture: (picture) => pictures.push(picture) });
    target.dispatchEvent(pasteEvent("", { tagName: "BODY" }, [new Blob(["x"], { type: "image/png" })]));
    target.dispatchEvent(pasteEvent("", { tagName: "BODY" }, [new Blob(["x"], { type: "text/html" })]));
    expect(pictures).toHaveLength(1);
  });
});
