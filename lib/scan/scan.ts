/** Where a scan came from; recorded with every call as its data-entry mode. */
export type ScanEntry = "camera" | "wedge" | "paste" | "typed" | "picture" | "tray";

/**
 * What had to be undone to read a scanner that types, or a pasted text. Never silent: triage and the audit row
 * show it, and a mismatch is explained by it before anyone is alarmed.
 */
export type ScanNote =
  /** The computer's keyboard layout differs from the scanner's; the physical keys were read instead. */
  | "layout-undone"
  /** Caps Lock was on and its effect was taken back. */
  | "caps-lock-undone"
  /** Two readings were equally likely; `alternate` holds the other one. */
  | "ambiguous"
  /** The group separator arrived as Ctrl+], as Alt+029, as F8, or as a visible stand-in (| ~ {GS} <GS> ␝). */
  | "gs-control-key"
  | "gs-alt-code"
  | "gs-function-key"
  | "gs-stand-in";

/** One scan, the same from every source. */
export type Scan = {
  /** The message, with its AIM symbology identifier when known ("]d2…"), GS as U+001D, otherwise untouched. */
  readonly raw: string;
  readonly entry: ScanEntry;
  /** Milliseconds since the epoch, by this device's clock. */
  readonly at: number;
  readonly notes?: readonly ScanNote[];
  /** The second reading of an ambiguous keyboard burst: to explain a mismatch, never to act on by itself. */
  readonly alternate?: string;
};

export const GS = "\u001d";
