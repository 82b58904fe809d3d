import { unmistakable } from "./plausible";
import type { ScanNote } from "./scan";
import { GS } from "./scan";
import { restoreSeparators } from "./separators";
import { numpadDigit, usCharacter } from "./us-layout";
import { type Glyph, interpret, type Proven } from "./wedge-reading";

/** Two keys this close begin a burst: faster than people type, slower than any scanner sends. */
export const BURST_GAP_MS = 50;
/** A burst is over after this silence, for scanners that send no Enter. */
export const SILENCE_MS = 100;
/** Shorter bursts are two hands on a keyboard, not a code (the shortest code we read has 7 characters). */
export const SHORTEST_CODE = 6;
/** From this many fast keys on we act on the burst: before it is over, but not on a rolled pair of keys. */
export const CERTAIN_AFTER = 3;

/** One keyboard event, without the DOM. `time` in milliseconds of any steady clock. */
export type Stroke = {
  readonly phase: "down" | "up";
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly altGraph: boolean;
  readonly meta: boolean;
  readonly capsLock: boolean;
  readonly repeat: boolean;
  readonly composing: boolean;
  /** A text field has the focus: somebody may be typing. */
  readonly inField: boolean;
  readonly time: number;
};

export type WedgeState = {
  readonly glyphs: readonly Glyph[];
  readonly lastAt: number;
  readonly inField: boolean;
  /** Digits of an Alt+numpad code being typed. */
  readonly altDigits: string | null;
  readonly notes: readonly ScanNote[];
  readonly proven: Proven;
};

export type WedgeRead = {
  readonly text: string;
  readonly entry: "wedge";
  readonly notes: readonly ScanNote[];
  readonly alternate?: string;
};

export type WedgeStep = {
  readonly state: WedgeState;
  /** This keystroke belongs to a burst: the page must not act on it. */
  readonly burst: boolean;
  readonly read: WedgeRead | null;
};

export const idle: WedgeState = {
  glyphs: [],
  lastAt: Number.NEGATIVE_INFINITY,
  inField: false,
  altDigits: null,
  notes: [],
  proven: { layout: null, caps: null },
};

const cleared = (state: WedgeState): WedgeState => ({ ...idle, proven: state.proven });

const transparent = new Set(["Shift", "Control", "Meta", "AltGraph", "CapsLock", "NumLock", "Alt"]);

/**
 * Advances by one keyboard event. Pure: same events, same result.
 * @param patience how late a key of a burst may come, in milliseconds, where nobody can be typing.
 */
export function stroke(state: WedgeState, event: Stroke, patience = SILENCE_MS): WedgeStep {
  if (state.glyphs.length === 0 || event.time - state.lastAt <= allowedGap(state, event, patience))
    return advance(state, event);
  // The burst was over before this key came, only nobody had looked yet (a busy page delays its timers).
  const ended = finish(state);
  return { ...advance(ended.state, event), read: ended.read };
}

function advance(state: WedgeState, event: Stroke): WedgeStep {
  const stay = (next: WedgeState): WedgeStep => ({ state: next, burst: isBurst(next), read: null });
  const drop = () => stay(cleared(state));
  const { key, time } = event;

  if (event.phase === "up") {
    if (key !== "Alt" || state.altDigits === null) return stay(state);
    const character = state.altDigits === "" ? "" : altCharacter(state.altDigits);
    return append({ ...state, altDigits: null }, event, character, "gs-alt-code");
  }
  // A key held down repeats as fast as a scanner types.
  if (event.repeat) return drop();
  if (transparent.has(key)) {
    const lastAt = state.glyphs.length > 0 ? time : state.lastAt;
    return stay({ ...state, altDigits: key === "Alt" ? "" : state.altDigits, lastAt });
  }
  if (event.alt && !event.ctrl && state.altDigits !== null) {
    const digit = numpadDigit(event.code);
    if (digit !== null) return stay({ ...state, altDigits: state.altDigits + digit, lastAt: time });
  }
  if (key === "Enter" || key === "Tab") return finish(state);
  if (key === GS) return append(state, event, GS, null);
  if (key === "F8" && state.glyphs.length > 0) return append(state, event, GS, "gs-function-key");
  if (event.meta) return drop();
  if (event.ctrl && !event.alt && !event.altGraph) {
    // A person's Ctrl+C never comes in the middle of a burst; a code never begins with a control character.
    return append(state, event, state.glyphs.length > 0 ? controlCharacter(event) : null, "gs-control-key");
  }

  const byKey = [...key].length === 1 ? key : null;
  const us = usCharacter(event.code, event.shift);
  const altered = event.altGraph || event.alt;
  // Alt+letter is a shortcut; on a Mac, Alt (Option) makes another character, as AltGr does elsewhere.
  if (altered && (byKey === null || byKey === us || byKey.toLowerCase() === us?.toLowerCase())) return drop();
  // A US scanner holds neither AltGr nor Option: such a character can only be read as the computer shows it.
  const byCode = altered ? null : us;
  if (byKey === null && byCode === null) return drop();
  if (event.composing && state.glyphs.length === 0) return drop();
  return push(state, event, { byKey, byCode, caps: event.capsLock });
}

/** The silence after the last key is over: a burst without Enter ends here. */
export const silence = (state: WedgeState): WedgeStep => finish(state);

/** True while the keys seen so far can only be a scanner's. */
export function isBurst(state: WedgeState): boolean {
  return state.glyphs.length >= (state.inField ? SHORTEST_CODE : CERTAIN_AFTER);
}

function allowedGap(state: WedgeState, event: Stroke, patience: number): number {
  if (!isBurst(state)) return BURST_GAP_MS;
  // In a field the next key may be a person's, who goes on typing where the scan ended.
  return state.inField || event.inField ? SILENCE_MS : patience;
}

function push(state: WedgeState, event: Stroke, glyph: Glyph): WedgeStep {
  const next: WedgeState = {
    ...state,
    glyphs: [...state.glyphs, glyph],
    lastAt: event.time,
    inField: state.glyphs.length > 0 ? state.inField || event.inField : event.inField,
    altDigits: event.alt ? state.altDigits : null,
  };
  return { state: next, burst: isBurst(next), read: null };
}

/** Adds a character that came by a way of its own: the same in every reading. "" adds nothing, null ends it. */
function append(
  state: WedgeState,
  event: Stroke,
  character: string | null,
  note: ScanNote | null,
): WedgeStep {
  if (character === null) return { state: cleared(state), burst: false, read: null };
  if (character === "") return { state, burst: isBurst(state), read: null };
  if (character === "\r" || character === "\n" || character === "\t") return finish(state);
  const noted = note === null || character !== GS || state.notes.includes(note);
  const notes = noted ? state.notes : [...state.notes, note];
  return push({ ...state, notes }, event, { byKey: character, byCode: character, caps: false });
}

/** Alt+029 and Alt+0029 are U+001D; some scanners send every character this way to be free of layouts. */
function altCharacter(digits: string): string | null {
  const code = Number(digits);
  const known = digits !== "" && (code === 9 || code === 10 || code === 13 || (code >= 29 && code <= 126));
  return known ? String.fromCharCode(code) : null;
}

/** Ctrl+] is GS, Ctrl+^ RS, Ctrl+D EOT, Ctrl+J line feed: the character's low five bits. */
function controlCharacter(event: Stroke): string | null {
  const plain = usCharacter(event.code, false);
  const character = plain === "6" ? "^" : plain;
  const code = character === null || !/[a-z[\]^\\]/.test(character) ? 0 : character.charCodeAt(0) & 0x1f;
  return [0x04, 0x0a, 0x0d, 0x1d, 0x1e].includes(code) ? String.fromCharCode(code) : null;
}

function finish(state: WedgeState): WedgeStep {
  const burst = isBurst(state);
  const after = cleared(state);
  if (state.glyphs.length < SHORTEST_CODE) return { state: after, burst, read: null };
  const { proven, ...reading } = interpret(state.glyphs, state.proven);
  const { text, replaced } = restoreSeparators(reading.text);
  if (text.length < SHORTEST_CODE || (state.inField && !unmistakable(text)))
    return { state: after, burst, read: null };
  const standIn: readonly ScanNote[] = replaced ? ["gs-stand-in"] : [];
  const read: WedgeRead = {
    text,
    entry: "wedge",
    notes: [...reading.notes, ...state.notes, ...standIn],
    ...(reading.alternate === null ? {} : { alternate: restoreSeparators(reading.alternate).text }),
  };
  return { state: { ...after, proven }, burst, read };
}
