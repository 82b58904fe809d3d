import type { Scan, ScanNote } from "./scan";
import { restoreSeparators } from "./separators";
import { isTextField } from "./text-field";

/** The scans in a pasted text: one a line. Nothing else is trimmed, a serial's characters are all its own. */
export function scansOfText(text: string, at: number): readonly Scan[] {
  return text
    .split(/\r\n|\r|\n|\t/)
    .filter((line) => line !== "")
    .map((line) => {
      const { text: raw, replaced } = restoreSeparators(line);
      const notes: readonly ScanNote[] = ["gs-stand-in"];
      return { raw, entry: "paste", at, ...(replaced ? { notes } : {}) };
    });
}

export type PasteOptions = {
  /** Wall clock, milliseconds since the epoch. */
  readonly now?: () => number;
  /** A picture was pasted: a screenshot with a code. */
  readonly onPicture?: (picture: Blob) => void;
};

/** Takes what is pasted anywhere on the page while no field is focused. Returns a function that stops it. */
export function listenForPaste(
  target: EventTarget,
  onScan: (scan: Scan) => void,
  { now = Date.now, onPicture }: PasteOptions = {},
): () => void {
  function onPaste(event: Event) {
    const { clipboardData } = event as ClipboardEvent;
    if (!clipboardData || isTextField(event.composedPath()[0])) return;
    const picture = [...clipboardData.files].find((file) => file.type.startsWith("image/"));
    const scans = scansOfText(clipboardData.getData("text/plain"), now());
    if (scans.length === 0 && !(picture && onPicture)) return;
    event.preventDefault();
    if (scans.length > 0) for (const scan of scans) onScan(scan);
    else if (picture) onPicture?.(picture);
  }
  target.addEventListener("paste", onPaste);
  return () => target.removeEventListener("paste", onPaste);
}
