import { daysBetween } from "@/lib/core/time/days";
import type { LocalDay } from "@/lib/core/time/zone";

/** Scanner faults that explain most false alarms. Each makes a CHECK "scan problem" instead of an alert. */
export const SCAN_FAULTS = [
  "CASE_FLIPPED",
  "LAYOUT_SWAPPED",
  "SEPARATOR_LOST",
  "DAY_DIFFERS",
  "TRUNCATED",
  "DOUBLED",
] as const;
export type ScanFault = (typeof SCAN_FAULTS)[number];

const flipCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

const swap =
  (...pairs: readonly string[]) =>
  (text: string): string => {
    const to = new Map(pairs.flatMap(([a = "", b = ""]) => [[a, b] as const, [b, a] as const]));
    return [...text]
      .map((letter) => {
        const other = to.get(letter.toLowerCase());
        if (other === undefined) return letter;
        return letter === letter.toLowerCase() ? other : other.toUpperCase();
      })
      .join("");
  };

/** QWERTZ swaps y and z; AZERTY swaps a and q, w and z. */
const LAYOUTS = [swap("yz"), swap("aq"), swap("aq", "wz")];

/** What follows a serial or batch whose group separator was lost: another element of a pack's profile. */
const SWALLOWED = /^(?:17\d{6}|10[!-z]{1,20}|21[!-z]{1,20}|71[0-7][!-z]{1,20})/;

/** The text with everything that could be a swallowed following element cut off; several cuts may be possible. */
function withoutTail(text: string): readonly string[] {
  const cuts: string[] = [];
  for (let at = 1; at < text.length - 2; at++)
    if (SWALLOWED.test(text.slice(at))) cuts.push(text.slice(0, at));
  return cuts;
}

export type Candidate = { readonly text: string; readonly fault: ScanFault };

/**
 * What a serial that isn't registered may have been before the scanner changed it. The registry looks these up
 * (a few at most) and answers only with the fault, never with the serial it found.
 */
export function serialCandidates(read: string): readonly Candidate[] {
  const found = new Map<string, ScanFault>();
  const add = (text: string, fault: ScanFault): void => {
    if (text !== read && text.length > 0 && !found.has(text)) found.set(text, fault);
  };
  add(flipCase(read), "CASE_FLIPPED");
  for (const layout of LAYOUTS) {
    add(layout(read), "LAYOUT_SWAPPED");
    add(layout(flipCase(read)), "LAYOUT_SWAPPED");
  }
  const half = read.slice(0, read.length / 2);
  if (read === half + half) add(half, "DOUBLED");
  for (const cut of withoutTail(read)) add(cut, "SEPARATOR_LOST");
  return [...found].map(([text, fault]) => ({ text, fault }));
}

/** What explains that a batch or serial was read differently from what is registered; null: nothing does. */
export function textFault(read: string, registered: string): ScanFault | null {
  const candidate = serialCandidates(read).find(({ text }) => text === registered);
  if (candidate) return candidate.fault;
  if (read === registered + registered) return "DOUBLED";
  const shorter = read.length < registered.length;
  // One or two characters are no evidence of anything.
  return shorter && read.length >= 3 && (registered.startsWith(read) || registered.endsWith(read))
    ? "TRUNCATED"
    : null;
}

/** Labels print a month or a day, registries hold the other: the same month is a difference of habit. */
export const expiryFault = (read: LocalDay, registered: LocalDay): ScanFault | null =>
  read !== registered && read.slice(0, 7) === registered.slice(0, 7) && daysBetween(read, registered) !== 0
    ? "DAY_DIFFERS"
    : null;

type Printed = { readonly batch: string | null; readonly expiry: LocalDay | null };

/**
 * Compares what was read with the registry. One fault explains a reading only when it explains every field that
 * differs, so a forged batch can't hide behind a day that differs.
 */
export function compareReading(
  read: Printed,
  registered: { readonly batch: string; readonly expiry: LocalDay },
): {
  readonly batch: "match" | "mismatch" | "not-given";
  readonly expiry: "match" | "mismatch" | "not-given";
  readonly fault: ScanFault | null;
} {
  const matchOf = (value: string | null, with_: string): "match" | "mismatch" | "not-given" => {
    if (value === null) return "not-given";
    return value === with_ ? "match" : "mismatch";
  };
  const batch = matchOf(read.batch, registered.batch);
  const expiry = matchOf(read.expiry, registered.expiry);
  const faults = [
    ...(batch === "mismatch" && read.batch !== null ? [textFault(read.batch, registered.batch)] : []),
    ...(expiry === "mismatch" && read.expiry !== null ? [expiryFault(read.expiry, registered.expiry)] : []),
  ];
  const explained = faults.length > 0 && faults.every((fault) => fault !== null);
  return { batch, expiry, fault: explained ? (faults[0] ?? null) : null };
}
