import { describe, expect, it } from "vitest";
import { isOutage, isRetryable, sqlStateOf } from "./sql-state";

/** As Prisma wraps what its driver adapter made of an error of the pg driver. */
const wrapped = (code: string) =>
  Object.assign(new Error("Raw query failed"), {
    code: "P2010",
    meta: { driverAdapterError: { cause: { originalCode: code, kind: "postgres" } } },
  });
const plain = (code: string) => Object.assign(new Error("from pg"), { code });

describe("what an error of the database means", () => {
  it.each(["57P01", "57P02", "57P03", "08006", "08001", "53300", "53100", "58030", "3D000", "25006"])(
    "%s is an outage, however it is wrapped",
    (code) => {
      for (const error of [plain(code), wrapped(code), { cause: plain(code) }]) {
        expect(sqlStateOf(error)).toBe(code);
        expect(isOutage(error)).toBe(true);
        expect(isRetryable(error)).toBe(false);
      }
    },
  );

  it.each(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "P1001", "P1017", "P2024", "P2028"])(
    "%s is an outage without an SQLSTATE",
    (code) => {
      expect(isOutage(plain(code))).toBe(true);
      expect(sqlStateOf(plain(code))).toBeNull();
    },
  );

  it.each([
    "Connection terminated unexpectedly",
    "Connection terminated",
    "timeout exceeded when trying to connect",
    "Client has encountered a connection error and is not queryable",
  ])("%s is an outage without any code", (message) => {
    expect(isOutage(new Error(message))).toBe(true);
  });

  it.each(["40001", "40P01", "23505"])("%s is mended by a second try", (code) => {
    expect(isRetryable(wrapped(code))).toBe(true);
    expect(isOutage(wrapped(code))).toBe(false);
  });

  it("takes neither a refused login, nor a broken rule, nor a fault of our own for an outage", () => {
    for (const code of ["28P01", "42501", "23514", "42P01"]) {
      expect(isOutage(wrapped(code))).toBe(false);
      expect(isRetryable(wrapped(code))).toBe(false);
    }
    const own = [
      new Error("The log's first 7 leaves are not the published ones: refusing to sign a fork."),
      new TypeError("closed is not a function"),
      new Error("Anchor 1 is signed without a transaction"),
      "connection",
      null,
      undefined,
    ];
    for (const error of own) expect(isOutage(error)).toBe(false);
  });
});
