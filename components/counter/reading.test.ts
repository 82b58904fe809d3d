import { describe, expect, it } from "vitest";
import { readScan } from "@/lib/core/gs1/scan";
import { makeSscc } from "@/lib/core/gs1/sscc";
import type { Scan } from "@/lib/scan/scan";
import { counterScanOf } from "./reading";

const GS = "\u001d";
const at = (raw: string): Scan => ({ raw, entry: "camera", at: 0 });
const read = (raw: string) => counterScanOf(at(raw), readScan(raw, { today: "2026-11-20" }));

describe("a counter asks the registry about packs only", () => {
  it("hands on exactly what was read, and never a print nobody compared", () => {
    expect(read(`]d2010952010110001621aB-7${GS}1728030010TX24112`)).toEqual({
      kind: "ask",
      reading: {
        gtin: "09520101100016",
        serial: "aB-7",
        batch: "TX24112",
        expiry: "2028-03-31",
        printConfirmed: false,
        entry: "camera",
      },
    });
  });

  it("tells a striped code, a case, the quarantine shelf and a broken code apart", () => {
    expect(read("]E09520101100047")).toMatchObject({ kind: "linear", gtin: "09520101100047" });
    const sscc = makeSscc(0, "9520101", 13);
    expect(sscc.ok && read(`]C100${sscc.value}`).kind).toBe("container");
    expect(read(`]d24149520606000019254QUARANTINE`)).toEqual({ kind: "quarantine-shelf" });
    expect(read(`]d2010952010110001721AB`).kind).toBe("unreadable");
  });
});
