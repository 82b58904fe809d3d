import type { Stroke } from "../wedge-machine";

/**
 * A scanner plugged into a computer, for tests: the scanner sends physical keys, the computer's layout turns them
 * into characters, Caps Lock turns the case of letters.
 */
export type Layout = Readonly<Record<string, readonly [plain: string, shift: string, altGr?: string]>>;

const rows = (codes: readonly string[], plain: string, shift: string): Layout =>
  Object.fromEntries(codes.map((code, i) => [code, [[...plain][i] ?? "", [...shift][i] ?? ""] as const]));

const digits = [..."1234567890"].map((digit) => `Digit${digit}`);
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `Key${letter}`);
const marks = ["Minus", "Equal", "BracketLeft", "BracketRight", "Backslash", "Semicolon", "Quote"];
const more = ["Comma", "Period", "Slash", "Backquote", "Space"];

export const us: Layout = {
  ...rows(digits, "1234567890", "!@#$%^&*()"),
  ...rows(letters, "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  ...rows(marks, "-=[]\\;'", '_+{}|:"'),
  ...rows(more, ",./` ", "<>?~ "),
};

export const german: Layout = {
  ...rows(digits, "1234567890", '!"§$%&/()='),
  ...rows(letters, "abcdefghijklmnopqrstuvwxzy", "ABCDEFGHIJKLMNOPQRSTUVWXZY"),
  ...rows(marks, "ß´ü+#öä", "?`Ü*'ÖÄ"),
  ...rows(more, ",.-^ ", ";:_° "),
  Digit7: ["7", "/", "{"],
  Digit8: ["8", "(", "["],
  Digit9: ["9", ")", "]"],
  Digit0: ["0", "=", "}"],
  IntlBackslash: ["<", ">", "|"],
};

export const french: Layout = {
  ...rows(digits, "&é\"'(-è_çà", "1234567890"),
  ...rows(letters, "qbcdefghijkl,noparstuvzxyw", "QBCDEFGHIJKL?NOPARSTUVZXYW"),
  ...rows(marks, ")=^$*mù", "°+¨£µM%"),
  ...rows(more, ";:!² ", "./§~ "),
};

export const russian: Layout = {
  ...us,
  ...rows(letters, "фисвуапршолдьтщзйкыегмцчня", "ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯ"),
  ...rows(digits, "1234567890", '!"№;%:?*()'),
};

export type Setup = {
  /** The layout the scanner believes the computer has. */
  readonly scanner?: Layout;
  /** The layout it has. */
  readonly host?: Layout;
  readonly capsLock?: boolean;
  readonly inField?: boolean;
  /** Milliseconds between characters. */
  readonly gap?: number;
  readonly start?: number;
  readonly separator?: "control" | "alt-029" | "alt-0029" | "f8" | "character" | "none" | string;
};

const GS = "\u001d";

function keyFor(layout: Layout, character: string): { code: string; level: 0 | 1 | 2 } {
  for (const [code, levels] of Object.entries(layout)) {
    const level = levels.indexOf(character);
    if (level === 0 || level === 1 || level === 2) return { code, level };
  }
  throw new Error(`The scanner's layout has no key for ${JSON.stringify(character)}`);
}

/** The keyboard events of one scan, without the ending Enter. */
export function scannerStrokes(text: string, setup: Setup = {}): Stroke[] {
  const { scanner = us, host = us, capsLock = false, inField = false, gap = 8, start = 1000 } = setup;
  const separator = setup.separator ?? "control";
  let time = start;
  const strokes: Stroke[] = [];
  const base = { ctrl: false, alt: false, altGraph: false, meta: false, repeat: false, composing: false };
  const press = (stroke: Partial<Stroke>) =>
    strokes.push({
      ...base,
      phase: "down",
      key: "",
      code: "",
      shift: false,
      capsLock,
      inField,
      time,
      ...stroke,
    });

  function character(wanted: string) {
    const { code, level } = keyFor(scanner, wanted);
    const shift = level === 1;
    const levels = host[code];
    let key =
      (level === 2 ? levels?.[2] : levels?.[shift !== (capsLock && /^Key/.test(code)) ? 1 : 0]) ?? "Dead";
    if (key === "´" || key === "^" || key === "`" || key === "¨") key = "Dead";
    if (shift) press({ key: "Shift", code: "ShiftLeft", shift: true });
    press({ key, code, shift, altGraph: level === 2 });
    press({ phase: "up", key, code, shift });
    if (shift) press({ phase: "up", key: "Shift", code: "ShiftLeft" });
    time += gap;
  }

  for (const wanted of text) {
    if (wanted !== GS) character(wanted);
    else if (separator === "control") {
      press({ key: "Control", code: "ControlLeft", ctrl: true });
      const levels = host.BracketRight;
      press({ key: levels?.[0] ?? "]", code: "BracketRight", ctrl: true });
      press({ phase: "up", key: "Control", code: "ControlLeft" });
      time += gap;
    } else if (separator === "alt-029" || separator === "alt-0029") {
      press({ key: "Alt", code: "AltLeft", alt: true });
      for (const digit of separator.slice(4)) {
        time += gap;
        press({ key: "Insert", code: `Numpad${digit}`, alt: true });
      }
      press({ phase: "up", key: "Alt", code: "AltLeft" });
      time += gap;
    } else if (separator === "f8") {
      press({ key: "F8", code: "F8" });
      time += gap;
    } else if (separator === "character") {
      press({ key: GS });
      time += gap;
    } else if (separator !== "none") for (const standIn of separator) character(standIn);
  }
  return strokes;
}

export function enter(after: readonly Stroke[], key = "Enter", gap = 8): Stroke {
  const last = after.at(-1);
  if (!last) throw new Error("Nothing was typed");
  return {
    ...last,
    phase: "down",
    key,
    code: key,
    shift: false,
    ctrl: false,
    alt: false,
    altGraph: false,
    time: last.time + gap,
  };
}

/** The same keys, of which a starved computer saw those from the nth character on later. */
export function delayed(strokes: readonly Stroke[], character: number, by: number): Stroke[] {
  const times = [...new Set(strokes.map(({ time }) => time))];
  const from = times[character] ?? Number.POSITIVE_INFINITY;
  return strokes.map((each) => (each.time < from ? each : { ...each, time: each.time + by }));
}
