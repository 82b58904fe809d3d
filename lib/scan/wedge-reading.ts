import { plausibility } from "./plausible";
import type { ScanNote } from "./scan";

/** One character of a burst in both readings; null where a reading is impossible. */
export type Glyph = {
  /** What the computer showed. */
  readonly byKey: string | null;
  /** What the same key gives on a US keyboard. */
  readonly byCode: string | null;
  /** Caps Lock was on. */
  readonly caps: boolean;
};

/** What earlier scans, which allowed no doubt, taught about this scanner; it settles later doubtful ones. */
export type Proven = { readonly layout: "host" | "us" | null; readonly caps: "undone" | "kept" | null };

export type Interpretation = {
  readonly text: string;
  /** Another reading that is just as likely by itself. */
  readonly alternate: string | null;
  readonly notes: readonly ScanNote[];
  readonly proven: Proven;
};

type Reading = {
  readonly text: string;
  readonly layout: "host" | "us";
  readonly caps: "undone" | "kept";
  readonly score: number;
};

/**
 * Chooses between what the computer showed (`key`) and what a US scanner meant (`code`), and, with Caps Lock on,
 * between scanners that know about it and scanners that don't. Evidence first, then what earlier scans proved,
 * then what scanners do as delivered: US positions, unaware of Caps Lock.
 */
export function interpret(glyphs: readonly Glyph[], known: Proven): Interpretation {
  const readings = readingsOf(glyphs);
  const best = Math.max(...readings.map((reading) => reading.score));
  const rank = (r: Reading) =>
    (r.layout === (known.layout ?? "us") ? 2 : 0) + (r.caps === (known.caps ?? "undone") ? 1 : 0);
  const chosen = readings
    .filter((reading) => reading.score === best)
    .reduce((a, b) => (rank(b) > rank(a) ? b : a));

  const differs = (other: Reading) => other.text !== chosen.text;
  const otherLayout = readings.filter((r) => r.caps === chosen.caps && r.layout !== chosen.layout);
  const otherCaps = readings.filter((r) => r.layout === chosen.layout && r.caps !== chosen.caps);
  const equal = (r: Reading) => r.score === best && differs(r);
  const rival = otherLayout.find(equal) ?? otherCaps.find(equal);
  const doubtful =
    (known.layout === null && otherLayout.some(equal)) || (known.caps === null && otherCaps.some(equal));

  const notes: ScanNote[] = [];
  const noHost = !readings.some((r) => r.layout === "host");
  if (chosen.layout === "us" && (noHost || otherLayout.some(differs))) notes.push("layout-undone");
  if (chosen.caps === "undone" && otherCaps.some(differs)) notes.push("caps-lock-undone");
  if (doubtful) notes.push("ambiguous");

  const beaten = (others: readonly Reading[]) => others.some((r) => differs(r) && r.score < best);
  // Characters a US keyboard does not have, such as those behind AltGr, prove the layout too.
  const noUs = !readings.some((r) => r.layout === "us") && chosen.score > 0;
  return {
    text: chosen.text,
    alternate: rival?.text ?? null,
    notes,
    proven: {
      layout: beaten(otherLayout) || noUs ? chosen.layout : known.layout,
      caps: beaten(otherCaps) ? chosen.caps : known.caps,
    },
  };
}

function readingsOf(glyphs: readonly Glyph[]): readonly Reading[] {
  const capsOn = glyphs.some((glyph) => glyph.caps);
  const host = join(glyphs.map((glyph) => glyph.byKey));
  const us = join(glyphs.map((glyph) => glyph.byCode));
  const reading = (text: string, layout: Reading["layout"], caps: Reading["caps"]): Reading => ({
    text,
    layout,
    caps,
    score: plausibility(text),
  });
  // `key` already carries the lock, `code` with Shift never does.
  const readings: Reading[] = [];
  if (us !== null) {
    readings.push(reading(us, "us", "undone"));
    if (capsOn) readings.push(reading(flipCase(us), "us", "kept"));
  }
  if (host !== null) {
    readings.push(reading(capsOn ? flipCase(host) : host, "host", "undone"));
    if (capsOn) readings.push(reading(host, "host", "kept"));
  }
  return readings.length > 0 ? readings : [mixed(glyphs)];
}

/** No reading covers every character (an AltGr character and a dead key in one burst): the better of each. */
function mixed(glyphs: readonly Glyph[]): Reading {
  const text = glyphs.map((glyph) => glyph.byKey ?? glyph.byCode ?? "").join("");
  return { text, layout: "host", caps: "kept", score: plausibility(text) };
}

const flipCase = (text: string) =>
  text.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );

function join(characters: readonly (string | null)[]): string | null {
  return characters.includes(null) ? null : characters.join("");
}
