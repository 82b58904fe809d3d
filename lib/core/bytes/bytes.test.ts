import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "./base64";
import { compareBytes, concat, equalBytes, u32, utf8 } from "./bytes";
import { fromHex, toHex } from "./hex";

const bytes = fc.uint8Array({ maxLength: 80 });

describe("bytes", () => {
  it("hex and base64 are the identity there and back, for every byte string", () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(fromHex(toHex(value))).toEqual(value);
        expect(fromBase64(toBase64(value))).toEqual(value);
        expect(toBase64(value)).toBe(Buffer.from(value).toString("base64"));
      }),
    );
  });

  it("base64 has one spelling for one byte string: spare bits and missing padding are refused", () => {
    expect(fromBase64("QQ==")).toEqual(utf8("A"));
    for (const bad of ["QR==", "QQ", "QQ=", "Q===", "QQ==\n", "Q Q="]) expect(fromBase64(bad)).toBeNull();
  });

  it("hex refuses odd lengths, prefixes and other characters", () => {
    for (const bad of ["0", "0x00", "zz", "0 "]) expect(fromHex(bad)).toBeNull();
  });

  it("orders as unsigned UTF-8 bytes, not as UTF-16 units", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(Buffer.compare(a, b)));
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
      }),
    );
    expect(compareBytes(utf8("\u{1f600}"), utf8("\uffff"))).toBeGreaterThan(0);
  });

  it("concatenates in order and writes u32 big-endian", () => {
    expect(concat(utf8("a"), new Uint8Array(), utf8("bc"))).toEqual(utf8("abc"));
    expect(toHex(u32(0x01020304))).toBe("01020304");
  });
});
