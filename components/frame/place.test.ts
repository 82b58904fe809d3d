import { describe, expect, it } from "vitest";
import { isActive } from "./place";

describe("the place a person is in", () => {
  it("is marked on its own page and on the pages below, never on a neighbour with a longer name", () => {
    expect(isActive("/receive", "/receive")).toBe(true);
    expect(isActive("/receive/4718", "/receive")).toBe(true);
    expect(isActive("/receive-returns", "/receive")).toBe(false);
    expect(isActive("/receive", "/")).toBe(false);
  });
});
