import { describe, expect, it } from "vitest";
import { cameLate, needsChasing } from "./chase";

const MINUTE = 60_000;
const acknowledged = { at: 0, impact: "none", quantity: 0 } as const;

describe("whom to call", () => {
  it("is who is late and has done nothing for a quarter of an hour", () => {
    const waiting = { late: true, acknowledged: null, since: 0 };
    expect(needsChasing(waiting, 15 * MINUTE)).toBe(false);
    expect(needsChasing(waiting, 15 * MINUTE + 1)).toBe(true);
    expect(needsChasing({ ...waiting, late: false }, 60 * MINUTE)).toBe(false);
    expect(needsChasing({ ...waiting, acknowledged }, 60 * MINUTE)).toBe(false);
  });

  it("calls nobody late who was asked at once and has answered", () => {
    expect(cameLate({ late: true, acknowledged, due: 5 }, 0)).toBe(true);
    expect(cameLate({ late: true, acknowledged, due: 0 }, 0)).toBe(false);
    expect(cameLate({ late: true, acknowledged: null, due: 5 }, 0)).toBe(false);
  });
});
