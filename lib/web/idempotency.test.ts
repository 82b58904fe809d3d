import { describe, expect, it } from "vitest";
import { requestKeyOf } from "./idempotency";

const of = (value: string) => requestKeyOf(new Headers({ "idempotency-key": value }));

describe("the Idempotency-Key", () => {
  it("is the same quoted, as the draft writes it, and bare, as most clients send it", () => {
    expect(of('"8e03978e-40d5-43dd-bc93-6894a57f9324"')).toBe("8e03978e-40d5-43dd-bc93-6894a57f9324");
    expect(of("8e03978e-40d5-43dd-bc93-6894a57f9324")).toBe("8e03978e-40d5-43dd-bc93-6894a57f9324");
  });

  it("is none when it is missing, short enough to be used twice by chance, or of other signs", () => {
    expect(requestKeyOf(new Headers())).toBeNull();
    for (const value of ["", '""', "1234567", "x".repeat(65), "with space", 'half"quoted', "a;b=c-defgh"])
      expect(of(value)).toBeNull();
  });
});
