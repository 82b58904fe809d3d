import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { toHex } from "@/lib/core/bytes/hex";
import { nodePrimitives } from "@/lib/primitives/node";
import { newToken, tokenHash } from "./token";

const { sha256 } = nodePrimitives;

describe("session tokens", () => {
  it("hold 256 bits, and the database learns their SHA-256 only", () => {
    const bytes = new Uint8Array(randomBytes(32));
    const token = newToken(() => bytes);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(toHex(tokenHash(token, sha256) ?? new Uint8Array())).toBe(toHex(sha256(bytes)));
  });

  it.each(["", "a", "a".repeat(42), "a".repeat(44), `${"a".repeat(42)}=`, `${"a".repeat(42)}é`])(
    "refuses %j without asking the database",
    (text) => expect(tokenHash(text, sha256)).toBeNull(),
  );
});
