import { expect, it } from "vitest";
import { consequenceOf } from "./consequence";

const LINK = "https://id.gs1.org/00/095201010000000016";

it("tells each side who will move the goods, before anybody agrees", () => {
  const damaged = { kind: "damaged", link: LINK, quantity: null } as const;
  expect(consequenceOf(damaged, "returned", "receiver")).toBe("does.send-back.mine");
  expect(consequenceOf(damaged, "returned", "sender")).toBe("does.send-back.theirs");
  expect(consequenceOf({ ...damaged, kind: "missing" }, "not-sent", "sender")).toBe("does.take-back.mine");
});

it("promises no movement where an agreement makes none", () => {
  const damaged = { kind: "damaged", link: LINK, quantity: null } as const;
  expect(consequenceOf(damaged, "credited", "sender")).toBe("does.nothing.held");
  expect(consequenceOf({ ...damaged, kind: "missing" }, "credited", "sender")).toBe("does.nothing.missing");
  expect(consequenceOf({ ...damaged, kind: "overage", quantity: 3 }, "accepted", "receiver")).toBe(
    "does.nothing.overage",
  );
  expect(consequenceOf({ ...damaged, kind: "unreadable", link: null }, "returned", "receiver")).toBe(
    "does.nothing.held",
  );
});
