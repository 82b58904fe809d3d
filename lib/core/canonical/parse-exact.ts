import { type Result, refuse } from "@/lib/core/refusal";
import { hasLoneSurrogate } from "./canonical-json";
import { normaliseDecimal } from "./decimal";
import { ExactNumber } from "./exact-number";
import type { JsonValue } from "./json-value";

export type ParseExactCode =
  | "JSON_SYNTAX"
  | "DUPLICATE_MEMBER"
  | "TOO_DEEP"
  | "LONE_SURROGATE"
  | "NUMBER_TOO_LONG";

/** Lists and objects inside one another: more than any EPCIS document needs, less than the stack holds. */
export const DEFAULT_MAX_DEPTH = 100;

export type ParseExactOptions = {
  readonly maxDepth?: number;
  /** For people who look into a file of others: a member named twice is told, and the last one counts as everywhere. */
  readonly onDuplicate?: (member: string, at: number) => void;
};

/**
 * Reads JSON text (RFC 8259) keeping each number as an ExactNumber, and refuses what two readers could understand
 * differently: a member named twice, text that is not Unicode, nesting beyond `maxDepth`, a number whose plain form
 * is absurdly long. `facts.at` is the position in the text, in UTF-16 units from 0.
 */
export function parseExact(text: string, options: ParseExactOptions = {}): Result<JsonValue, ParseExactCode> {
  try {
    return { ok: true, value: new Reader(text, options).document() };
  } catch (error) {
    if (error instanceof Unreadable)
      return refuse(error.code, error.message, NEXT[error.code], { at: error.at });
    throw error;
  }
}

const NEXT: Record<ParseExactCode, string> = {
  JSON_SYNTAX: "Correct the JSON at this position and send it again.",
  DUPLICATE_MEMBER: "Keep one of the two members and send it again.",
  TOO_DEEP: "Send a document with less nesting.",
  LONE_SURROGATE: "Send text that is valid Unicode.",
  NUMBER_TOO_LONG: "Send a number that can be written out in fewer digits.",
};

/** Leaves the recursion of the reader; never leaves this file. */
class Unreadable extends Error {
  constructor(
    readonly code: ParseExactCode,
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;

class Reader {
  private at = 0;
  private readonly maxDepth: number;
  private readonly onDuplicate: ParseExactOptions["onDuplicate"];

  constructor(
    private readonly text: string,
    { maxDepth = DEFAULT_MAX_DEPTH, onDuplicate }: ParseExactOptions,
  ) {
    this.maxDepth = maxDepth;
    this.onDuplicate = onDuplicate;
  }

  document(): JsonValue {
    const value = this.value(0);
    if (this.next() !== "") throw this.unexpected();
    return value;
  }

  private value(depth: number): JsonValue {
    const char = this.next();
    if (char === "{") return this.object(depth + 1);
    if (char === "[") return this.list(depth + 1);
    if (char === '"') return this.string();
    if (char === "t") return this.word("true", true);
    if (char === "f") return this.word("false", false);
    if (char === "n") return this.word("null", null);
    return this.number();
  }

  private object(depth: number): JsonValue {
    this.enter(depth);
    const object: Record<string, JsonValue> = {};
    if (this.closes("}")) return object;
    do {
      if (this.next() !== '"') throw this.unexpected();
      const at = this.at;
      const name = this.string();
      if (Object.hasOwn(object, name)) {
        if (!this.onDuplicate)
          throw new Unreadable("DUPLICATE_MEMBER", `The member ${JSON.stringify(name)} appears twice.`, at);
        this.onDuplicate(name, at);
      }
      if (!this.closes(":")) throw this.unexpected();
      const value = this.value(depth);
      // An assignment to "__proto__" would set the prototype and hide the member.
      if (name === "__proto__") Object.defineProperty(object, name, { ...OWN, value });
      else object[name] = value;
    } while (this.closes(","));
    if (!this.closes("}")) throw this.unexpected();
    return object;
  }

  private list(depth: number): JsonValue {
    this.enter(depth);
    const list: JsonValue[] = [];
    if (this.closes("]")) return list;
    do list.push(this.value(depth));
    while (this.closes(","));
    if (!this.closes("]")) throw this.unexpected();
    return list;
  }

  private string(): string {
    let end = this.at + 1;
    let escaped = false;
    for (let code = this.text.charCodeAt(end); code !== QUOTE; code = this.text.charCodeAt(end)) {
      // Control characters must be escaped (RFC 8259 §7); charCodeAt is NaN after the end.
      if (!(code >= SPACE)) {
        this.at = end;
        throw this.unexpected();
      }
      if (code === BACKSLASH) escaped = true;
      end += code === BACKSLASH ? 2 : 1;
    }
    const text = escaped ? this.unescape(end) : this.text.slice(this.at + 1, end);
    if (hasLoneSurrogate(text))
      throw new Unreadable("LONE_SURROGATE", "The text is not valid Unicode.", this.at);
    this.at = end + 1;
    return text;
  }

  private unescape(end: number): string {
    try {
      return String(JSON.parse(this.text.slice(this.at, end + 1)));
    } catch {
      throw new Unreadable(
        "JSON_SYNTAX",
        `This is not JSON: a bad escape in the text at ${this.at}.`,
        this.at,
      );
    }
  }

  private number(): ExactNumber {
    NUMBER.lastIndex = this.at;
    const source = NUMBER.exec(this.text)?.[0];
    if (source === undefined) throw this.unexpected();
    if (normaliseDecimal(source) === null)
      throw new Unreadable("NUMBER_TOO_LONG", "The number is too long to write out.", this.at);
    this.at += source.length;
    return new ExactNumber(source);
  }

  private word<Value extends boolean | null>(word: string, value: Value): Value {
    if (!this.text.startsWith(word, this.at)) throw this.unexpected();
    this.at += word.length;
    return value;
  }

  /** The next character that is not white space; "" at the end. */
  private next(): string {
    let char = this.text.charAt(this.at);
    while (char === " " || char === "\n" || char === "\r" || char === "\t")
      char = this.text.charAt(++this.at);
    return char;
  }

  private closes(char: string): boolean {
    if (this.next() !== char) return false;
    this.at++;
    return true;
  }

  private enter(depth: number): void {
    if (depth > this.maxDepth)
      throw new Unreadable("TOO_DEEP", `The document nests deeper than ${this.maxDepth} levels.`, this.at);
    this.at++;
  }

  private unexpected(): Unreadable {
    const found = this.at < this.text.length ? JSON.stringify(this.text.charAt(this.at)) : "the end";
    return new Unreadable("JSON_SYNTAX", `This is not JSON: unexpected ${found} at ${this.at}.`, this.at);
  }
}

const OWN = { enumerable: true, configurable: true, writable: true } as const;
