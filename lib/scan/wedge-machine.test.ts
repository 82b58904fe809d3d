import { describe, expect, it } from "vitest";
import { readScan } from "@/lib/core/gs1/scan";
import {
  delayed,
  enter,
  french,
  german,
  type Layout,
  russian,
  type Setup,
  scannerStrokes,
  us,
} from "./testing/keyboard";
import { idle, type Stroke, silence, stroke, type WedgeRead, type WedgeState } from "./wedge-machine";

const pack = "]d20109520101100016217KP3\u001d17280331\u001d10TX24107".replace("\u001d10", "10");
const bare = pack.slice(3);
const sscc = "]C100095201010000000019";

function run(
  strokes: readonly Stroke[],
  from: WedgeState = idle,
  patience?: number,
): { reads: WedgeRead[]; state: WedgeState } {
  const reads: WedgeRead[] = [];
  let state = from;
  for (const each of strokes) {
    const step = stroke(state, each, patience);
    state = step.state;
    if (step.read) reads.push(step.read);
  }
  return { reads, state };
}

function scan(text: string, setup: Setup = {}, from: WedgeState = idle) {
  const strokes = scannerStrokes(text, setup);
  return run([...strokes, enter(strokes)], from);
}

const one = (text: string, setup: Setup = {}) => {
  const { reads } = scan(text, setup);
  expect(reads).toHaveLength(1);
  return reads[0] as WedgeRead;
};

describe("a scanner on a US computer", () => {
  it("gives the text untouched, without notes", () => {
    expect(one(sscc)).toEqual({ text: sscc, entry: "wedge", notes: [] });
    expect(one("09520101100047").text).toBe("09520101100047");
  });

  it.each(["Enter", "Tab"])("ends with %s", (key) => {
    const strokes = scannerStrokes(sscc);
    expect(run([...strokes, enter(strokes, key)]).reads.map((read) => read.text)).toEqual([sscc]);
  });

  it("ends with silence when the scanner sends no Enter", () => {
    const { reads, state } = run(scannerStrokes(sscc));
    expect(reads).toEqual([]);
    expect(silence(state).read?.text).toBe(sscc);
  });

  it("loses nothing when the page was too busy to notice the silence", () => {
    const first = scannerStrokes(sscc);
    const second = scannerStrokes(bare, { start: 5000 });
    const { reads } = run([...first, ...second, enter(second)]);
    expect(reads.map((read) => read.text)).toEqual([sscc, bare]);
  });

  it("keeps the case and the order of a serial", () => {
    expect(one("]d20109520101100016211aB2cD-_%/.").text).toBe("]d20109520101100016211aB2cD-_%/.");
  });
});

describe("layouts", () => {
  const hosts: [string, Layout][] = [
    ["AZERTY", french],
    ["QWERTZ", german],
    ["Cyrillic", russian],
  ];
  it.each(hosts)("a US scanner on %s is read as printed", (_name, host) => {
    for (const text of [pack, sscc, bare, "https://id.packproof.org/01/09520101100016/21/YZ7"])
      for (const capsLock of [false, true])
        expect(one(text, { host, capsLock }).text, `${text} caps ${capsLock}`).toBe(text);
    expect(one(pack, { host }).notes).toContain("layout-undone");
  });

  it("a scanner set to the computer's own layout is read as shown, not undone", () => {
    expect(one(pack, { scanner: german, host: german }).text).toBe(pack);
    expect(one(pack, { scanner: german, host: german }).notes).not.toContain("layout-undone");
    const link = "https://id.packproof.org/01/09520101100016/21/YZ7";
    expect(one(link, { scanner: french, host: french }).text).toBe(link);
  });

  it("says so when Y and Z could be either way round, and gives the other reading", () => {
    const text = "010952010110001621YZ7YZ7";
    expect(one(text, { host: german })).toMatchObject({
      text,
      alternate: "010952010110001621ZY7ZY7",
      notes: ["layout-undone", "ambiguous"],
    });
  });

  it("lets a scan that allowed no doubt settle the next doubtful one", () => {
    const text = "010952010110001621YZ7YZ7";
    const native = { scanner: german, host: german };
    const { state } = scan(pack, native);
    const { reads } = scan(text, native, state);
    // The other reading stays at hand, for another scanner may have been plugged in.
    expect(reads[0]).toEqual({ text, entry: "wedge", notes: [], alternate: "010952010110001621ZY7ZY7" });
  });
});

describe("Caps Lock", () => {
  it("is undone", () => {
    expect(one(pack, { capsLock: true })).toMatchObject({
      text: pack,
      notes: ["caps-lock-undone", "gs-control-key"],
    });
  });

  it("is left alone for a scanner that knows about it, when the text proves that", () => {
    const aware = pack.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
    expect(one(aware, { capsLock: true }).text).toBe(pack);
  });

  it("leaves a doubt when nothing proves either", () => {
    expect(one(bare, { capsLock: true })).toMatchObject({
      text: bare,
      alternate: expect.stringContaining("tx24107"),
    });
  });
});

describe("group separators", () => {
  const cases: [string, string][] = [
    ["control", "gs-control-key"],
    ["alt-029", "gs-alt-code"],
    ["alt-0029", "gs-alt-code"],
    ["f8", "gs-function-key"],
    ["|", "gs-stand-in"],
    ["~", "gs-stand-in"],
    ["{GS}", "gs-stand-in"],
    ["<GS>", "gs-stand-in"],
  ];
  it.each(cases)("sent as %s becomes U+001D and is noted", (separator, note) => {
    expect(one(pack, { separator })).toMatchObject({ text: pack, notes: [note] });
  });

  it("sent as the character itself needs no note", () => {
    expect(one(pack, { separator: "character" })).toMatchObject({ text: pack, notes: [] });
  });

  it("that never arrives is not invented", () => {
    expect(one(pack, { separator: "none" }).text).toBe(pack.replaceAll("\u001d", ""));
  });

  it("leaves ~ in a web address alone", () => {
    const link = "https://id.packproof.org/~a/01/09520101100016/21/7KP3";
    expect(one(link).text).toBe(link);
  });

  it("survives on a foreign layout", () => {
    for (const separator of ["control", "alt-029", "f8"])
      expect(one(pack, { host: french, separator }).text).toBe(pack);
  });

  it("reads the German PPN envelope with RS, GS and EOT typed as control keys", () => {
    const envelope = "[)>";
    const start = scannerStrokes(envelope);
    const at = (start.at(-1)?.time ?? 0) + 8;
    const control = (code: string, key: string, time: number): Stroke => ({
      ...(start[0] as Stroke),
      key,
      code,
      shift: false,
      ctrl: true,
      time,
    });
    const rest = scannerStrokes("06\u001d9N110375286414", { start: at + 8 });
    const strokes = [...start, control("Digit6", "6", at), ...rest];
    const end = [...strokes, control("KeyD", "d", (rest.at(-1)?.time ?? 0) + 8)];
    expect(run([...end, enter(end)]).reads[0]?.text).toBe("[)>\u001e06\u001d9N110375286414\u0004");
  });
});

describe("people", () => {
  it("typing at their own pace are never taken for a scanner", () => {
    const strokes = scannerStrokes(pack, { gap: 70 });
    expect(run([...strokes, enter(strokes)]).reads).toEqual([]);
  });

  it("holding a key down are never taken for a scanner", () => {
    const held = scannerStrokes("0000000000").filter((each) => each.phase === "down");
    const strokes = held.map((each, i) => ({ ...each, repeat: i > 0 }));
    expect(run([...strokes, enter(strokes)]).reads).toEqual([]);
  });

  it("typing very fast into a field keep their text unless it can be nothing but a code", () => {
    for (const text of ["Ternavex 10 mg", "9520101100047", "TX24107", "09520101100016"])
      expect(scan(text, { inField: true }).reads, text).toEqual([]);
    for (const text of [pack, bare, sscc, "00095201010000000019", "https://x.org/01/09520101100016"])
      expect(scan(text, { inField: true }).reads, text).toHaveLength(1);
  });

  it("using shortcuts never start or feed a burst", () => {
    const strokes = scannerStrokes("abcdef").map((each) => ({ ...each, ctrl: true }));
    expect(run([...strokes, enter(strokes)]).reads).toEqual([]);
  });
});

describe("bursts", () => {
  it("are known as such from the third fast key, in a field from the sixth", () => {
    const from = (inField: boolean) => {
      let state = idle;
      return scannerStrokes("01095201", { inField })
        .filter((each) => each.phase === "down")
        .map((each) => {
          const step = stroke(state, each);
          state = step.state;
          return step.burst;
        })
        .indexOf(true);
    };
    expect(from(false)).toBe(2);
    expect(from(true)).toBe(5);
  });

  it("include their ending Enter", () => {
    const strokes = scannerStrokes(sscc);
    const { state } = run(strokes);
    expect(stroke(state, enter(strokes)).burst).toBe(true);
  });

  it("tolerate one slow key once they are certain, as wireless scanners stutter", () => {
    const strokes = scannerStrokes(sscc);
    const stutter = strokes.map((each, i) => (i > 30 ? { ...each, time: each.time + 80 } : each));
    expect(run([...stutter, enter(stutter)]).reads[0]?.text).toBe(sscc);
  });

  it("every printable character survives the US layout", () => {
    const text = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
      .filter((c) => c !== "|" && c !== "~")
      .join("");
    expect(Object.values(us).length).toBeGreaterThan(40);
    expect(one(text).text).toBe(text);
  });
});

describe("one gap inside a code", () => {
  const reading = (text: string) => readScan(text, { today: "2027-01-01" });
  const linkOf = (text: string) => {
    const found = reading(text);
    return found.kind === "pack" || found.kind === "logistic-unit" ? found.link : null;
  };
  const codes = [pack, bare, sscc, sscc.slice(3)];
  const cut = (code: string, at: number, gap: number, patience?: number) => {
    const strokes = delayed(scannerStrokes(code), at, gap - 8);
    return run([...strokes, enter(strokes)], idle, patience).reads.map(({ text }) => text);
  };

  it("of 60 ms loses nothing from the third character on", () => {
    for (const code of codes)
      for (let at = 3; at < code.length; at++) expect(cut(code, at, 60), `${code} ${at}`).toEqual([code]);
  });

  it("of 120 ms loses nothing either for a scanner that is given time", () => {
    for (const code of codes)
      for (let at = 3; at < code.length; at++)
        for (const [gap, patience] of [
          [120, 250],
          [400, 500],
        ] as const)
          expect(cut(code, at, gap, patience), `${code} ${at}`).toEqual([code]);
  });

  it("that cuts the head off is never silent, and what is left is no other pack", () => {
    for (const code of codes)
      for (const [gap, upTo] of [
        [60, 2],
        [120, 18],
      ] as const)
        for (let at = 1; at <= upTo; at++) {
          const texts = cut(code, at, gap);
          expect(texts.length, `${code} ${at}`).toBeGreaterThan(0);
          for (const text of texts) expect([null, linkOf(code)], `${code} ${at}`).toContain(linkOf(text));
          // Whole, or said to be unreadable: nobody takes it for done.
          const kinds = texts.map((text) => reading(text).kind);
          expect(kinds.includes("unreadable") || texts.some((text) => linkOf(text) === linkOf(code))).toBe(
            true,
          );
        }
  });

  it("does not join what a person types into a field behind a scan that ended without Enter", () => {
    const scanned = scannerStrokes(bare, { inField: true });
    const start = (scanned.at(-1)?.time ?? 0) + 150;
    const { reads } = run([...scanned, ...scannerStrokes("x", { inField: true, start })], idle, 500);
    expect(reads.map(({ text }) => text)).toEqual([bare]);
    const outside = scannerStrokes(bare);
    const typed = scannerStrokes("x", { inField: true, start });
    expect(run([...outside, ...typed], idle, 500).reads.map(({ text }) => text)).toEqual([bare]);
  });
});
