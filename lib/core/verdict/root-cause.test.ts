import { describe, expect, it } from "vitest";
import { type Raised, rootCausesOf } from "./root-cause";

const alert = (n: number, change: Partial<Raised> = {}): Raised => ({
  cause: "SERIAL_UNKNOWN",
  gtin: "09520101100016",
  serial: `S${n}`,
  siteId: "graz",
  batch: null,
  device: null,
  ...change,
});
const times = (count: number, of: (n: number) => Raised) => Array.from({ length: count }, (_, n) => of(n));

describe("the root cause of alerts", () => {
  it("is a copy when one serial number is at several sites, and not when one site sees it again", () => {
    const here = alert(1, { cause: "ALREADY_INACTIVE" });
    expect(rootCausesOf([here, alert(1, { cause: "CLONE_SUSPECTED" })])).toEqual([]);
    expect(rootCausesOf([here, { ...here, siteId: "bregenz" }, alert(2, { siteId: "linz" })])).toEqual([
      { kind: "CLONE", gtin: here.gtin, serial: "S1", sites: 2 },
    ]);
  });

  it("is data that nobody uploaded when many serials of one batch are unknown", () => {
    expect(rootCausesOf(times(5, (n) => alert(n, { batch: "TX1" })))).toEqual([
      { kind: "DATA_MISSING", gtin: "09520101100016", batch: "TX1", packs: 5 },
    ]);
    expect(rootCausesOf(times(4, (n) => alert(n, { batch: "TX1" })))).toEqual([]);
    expect(rootCausesOf(times(5, (n) => alert(n, { batch: `TX${n}` })))).toEqual([]);
    expect(rootCausesOf(times(5, (n) => alert(n, { batch: "TX1", cause: "BATCH_MISMATCH" })))).toEqual([]);
  });

  it("is a scanner when many products come from one device", () => {
    const fromOne = times(5, (n) => alert(n, { gtin: `0952010110001${n}`, device: "counter 2" }));
    expect(rootCausesOf(fromOne)).toEqual([{ kind: "SCANNER", device: "counter 2", products: 5 }]);
    expect(rootCausesOf(fromOne.map((one) => ({ ...one, device: null })))).toEqual([]);
  });
});
