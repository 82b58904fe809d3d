import { expect, it } from "vitest";
import { type WithdrawInput, withdrawProduct } from "./withdraw";

const withdraw = (change: Partial<WithdrawInput>) => {
  const result = withdrawProduct({
    markets: ["DE", "AT", "DE"],
    reason: "No longer safe",
    withdrawnFrom: [],
    everywhere: false,
    authorityOf: null,
    ...change,
  });
  return result.ok ? result.value : result.refusal.code;
};

it.each([
  [{}, ["AT", "DE"]],
  [{ withdrawnFrom: ["AT"] }, ["DE"]],
  [{ withdrawnFrom: ["DE", "AT"] }, []],
  [{ everywhere: true }, []],
  [{ authorityOf: "AT", markets: ["AT"] }, ["AT"]],
  [{ authorityOf: "AT" }, "FORBIDDEN_MARKET"],
  [{ markets: [] }, "WITHDRAWAL_MARKETS_INVALID"],
  [{ markets: ["EU1"] }, "WITHDRAWAL_MARKETS_INVALID"],
  [{ reason: "\n" }, "WITHDRAWAL_REASON_MISSING"],
] as const)("T11, a withdrawal with %j answers %j", (change, said) => expect(withdraw(change)).toEqual(said));
