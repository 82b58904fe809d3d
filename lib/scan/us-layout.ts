/**
 * The US keyboard: physical key (`KeyboardEvent.code`) → [plain, with Shift].
 * A scanner set to "US keyboard", as delivered by every maker, sends key positions; whatever layout the computer
 * has then garbles the characters. Reading the positions back through this table undoes AZERTY, QWERTZ, Cyrillic.
 */
const punctuation: Readonly<Record<string, readonly [string, string]>> = {
  Backquote: ["`", "~"],
  Digit1: ["1", "!"],
  Digit2: ["2", "@"],
  Digit3: ["3", "#"],
  Digit4: ["4", "$"],
  Digit5: ["5", "%"],
  Digit6: ["6", "^"],
  Digit7: ["7", "&"],
  Digit8: ["8", "*"],
  Digit9: ["9", "("],
  Digit0: ["0", ")"],
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Backslash: ["\\", "|"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Comma: [",", "<"],
  Period: [".", ">"],
  Slash: ["/", "?"],
  Space: [" ", " "],
  NumpadDivide: ["/", "/"],
  NumpadMultiply: ["*", "*"],
  NumpadSubtract: ["-", "-"],
  NumpadAdd: ["+", "+"],
  NumpadDecimal: [".", "."],
};

/** The character a US keyboard gives for this key, or null when a US keyboard has no such key. */
export function usCharacter(code: string, shift: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^Numpad([0-9])$/.exec(code)?.[1];
  if (digit) return digit;
  return punctuation[code]?.[shift ? 1 : 0] ?? null;
}

/** The digit of a numpad key whatever NumLock says (without it `key` is "Insert", "End", …), or null. */
export function numpadDigit(code: string): string | null {
  return /^Numpad([0-9])$/.exec(code)?.[1] ?? null;
}
