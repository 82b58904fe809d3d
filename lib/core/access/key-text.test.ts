import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "@/lib/core/bytes/hex";
import { formatKey, parseKey } from "./key-text";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe("the text of an API key", () => {
  it("gives back the halves it was made of", () => {
    fc.assert(
      fc.property(bytes(8), bytes(32), (prefix, secret) => {
        expect(parseKey(formatKey(prefix, secret))).toEqual({ prefix: toHex(prefix), secret });
      }),
    );
  });

  it("is nothing else, so that no look-up is spent on a stray text", () => {
    const good = formatKey(new Uint8Array(8), new Uint8Array(32));
    for (const text of [
      "",
      "pp_",
      good.slice(1),
      good.toUpperCase(),
      `${good} `,
      `${good}0`,
      good.slice(0, -1),
    ])
      expect(parseKey(text)).toBeNull();
  });
});
