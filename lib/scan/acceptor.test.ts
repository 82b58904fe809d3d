import { describe, expect, it } from "vitest";
import { CONFIRM_WITHIN_MS, createAcceptor, FORGET_AFTER_MS } from "./acceptor";
import { type DecodedCode, isLinear } from "./decoded-code";

const at = (raw: string, x = 0.5, y = 0.5): DecodedCode => ({
  raw,
  linear: isLinear(raw),
  corners: [{ x, y }],
});
const pack = at("]d20109520101100016217KP3");
const sscc = at("]C100095201010000000019");
const retail = at("]E09520101100047");

describe("from frames to scans", () => {
  it("reports a square code at its first frame and never again while it stays in view", () => {
    const acceptor = createAcceptor();
    expect(acceptor.frame([pack], 0)).toBe(pack);
    for (let time = 40; time < 20_000; time += 40) expect(acceptor.frame([pack], time)).toBeNull();
  });

  it("forgives frames in which the code could not be read", () => {
    const acceptor = createAcceptor();
    acceptor.frame([pack], 0);
    expect(acceptor.frame([], 900)).toBeNull();
    expect(acceptor.frame([pack], FORGET_AFTER_MS - 1)).toBeNull();
  });

  it("reports it again after it was out of view long enough", () => {
    const acceptor = createAcceptor();
    acceptor.frame([pack], 0);
    acceptor.frame([], FORGET_AFTER_MS);
    expect(acceptor.frame([pack], FORGET_AFTER_MS + 40)).toBe(pack);
  });

  it("reports stripes only when two frames read the same with no other reading between", () => {
    const acceptor = createAcceptor();
    const misread = at("]C100095201010000000026");
    expect(acceptor.frame([sscc], 0)).toBeNull();
    expect(acceptor.frame([misread], 40)).toBeNull();
    expect(acceptor.frame([sscc], 80)).toBeNull();
    expect(acceptor.frame([], 120)).toBeNull();
    expect(acceptor.frame([sscc], 160)).toBe(sscc);
    expect(acceptor.frame([sscc], 200)).toBeNull();
  });

  it("does not confirm stripes by a reading from long before", () => {
    const acceptor = createAcceptor();
    acceptor.frame([sscc], 0);
    expect(acceptor.frame([sscc], CONFIRM_WITHIN_MS + 1)).toBeNull();
  });

  it("does not follow a pack's square code with the retail stripes beside it", () => {
    const acceptor = createAcceptor();
    expect(acceptor.frame([retail, pack], 0)).toBe(pack);
    for (let time = 40; time < 1000; time += 40) expect(acceptor.frame([retail], time)).toBeNull();
  });

  it("still reads a logistic label right after a pack", () => {
    const acceptor = createAcceptor();
    acceptor.frame([pack], 0);
    acceptor.frame([sscc], 40);
    expect(acceptor.frame([sscc], 80)).toBe(sscc);
  });

  it("takes the square code nearest the centre first, then the others", () => {
    const acceptor = createAcceptor();
    const corner = at("]d2corner", 0.1, 0.1);
    expect(acceptor.frame([corner, pack], 0)).toBe(pack);
    expect(acceptor.frame([corner, pack], 40)).toBe(corner);
  });
});
