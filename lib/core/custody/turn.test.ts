import { expect, it } from "vitest";
import { type Talked, turnOf } from "./turn";

const LINK = "https://id.gs1.org/00/095201010000000016";
const damaged: Talked = {
  kind: "damaged",
  link: LINK,
  quantity: null,
  outcome: null,
  proposal: null,
  carriedOut: false,
};

it("lets either side begin, and then waits for the side that has not proposed", () => {
  expect(turnOf(damaged, "sender")).toBe("say");
  expect(turnOf(damaged, "receiver")).toBe("say");
  const proposed = { ...damaged, proposal: { outcome: "returned", by: "sender" } } as const;
  expect(turnOf(proposed, "sender")).toBe("wait");
  expect(turnOf(proposed, "receiver")).toBe("answer");
});

it("gives what was agreed to the side that has the goods, until it is done", () => {
  const agreed = {
    ...damaged,
    outcome: "returned",
    proposal: { outcome: "returned", by: "sender" },
  } as const;
  expect(turnOf(agreed, "receiver")).toBe("do");
  expect(turnOf(agreed, "sender")).toBe("wait");
  expect(turnOf({ ...agreed, carriedOut: true }, "receiver")).toBeNull();
  expect(turnOf({ ...agreed, outcome: "credited" }, "receiver")).toBeNull();
  expect(turnOf({ ...agreed, kind: "missing", outcome: "found" }, "sender")).toBeNull();
});
