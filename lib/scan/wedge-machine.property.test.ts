import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enter, french, german, russian, scannerStrokes, us } from "./testing/keyboard";
import { idle, type Stroke, stroke } from "./wedge-machine";

const set82 = [..."!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];
const value = (longest: number) =>
  fc
    .array(fc.constantFrom(...set82), { minLength: 1, maxLength: longest })
    .map((characters) => characters.join(""))
    // "<GS>" is how some scanners write the separator: the one text that cannot be told from it.
    .filter((text) => !text.includes("<GS>"));
const pack = fc
  .tuple(value(20), value(20))
  .map(([serial, batch]) => `]d2010952010110001621${serial}\u001d1728033110${batch}`);

function reads(strokes: readonly Stroke[], patience?: number): string[] {
  const texts: string[] = [];
  let state = idle;
  for (const each of [...strokes, enter(strokes)]) {
    const step = stroke(state, each, patience);
    state = step.state;
    if (step.read) texts.push(step.read.text);
  }
  return texts;
}

describe("the keyboard wedge", () => {
  it("gives back every pack exactly as printed, on every layout, with and without Caps Lock, however GS comes", () => {
    fc.assert(
      fc.property(
        pack,
        fc.constantFrom(us, french, german, russian),
        fc.boolean(),
        fc.constantFrom("control", "alt-029", "alt-0029", "f8"),
        fc.integer({ min: 1, max: 45 }),
        (text, host, capsLock, separator, gap) => {
          expect(reads(scannerStrokes(text, { host, capsLock, separator, gap }))).toEqual([text]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("never turns keys further apart than a burst into a scan", () => {
    fc.assert(
      fc.property(pack, fc.integer({ min: 51, max: 400 }), fc.boolean(), (text, gap, inField) => {
        expect(reads(scannerStrokes(text, { gap, inField }), 500)).toEqual([]);
      }),
    );
  });

  it("stays total: no sequence of keys throws or leaves a growing state behind after Enter", () => {
    const key = fc.record({
      phase: fc.constantFrom("down" as const, "up" as const),
      key: fc.constantFrom("a", "0", "Alt", "Shift", "Enter", "F8", "\u001d", "Dead", "", "é", "Process"),
      code: fc.constantFrom("KeyA", "Digit0", "Numpad0", "Numpad2", "", "IntlBackslash", "BracketRight"),
      shift: fc.boolean(),
      ctrl: fc.boolean(),
      alt: fc.boolean(),
      altGraph: fc.boolean(),
      meta: fc.boolean(),
      capsLock: fc.boolean(),
      repeat: fc.boolean(),
      composing: fc.boolean(),
      inField: fc.boolean(),
      gap: fc.integer({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        let time = 0;
        let state = idle;
        for (const { gap, ...each } of keys) {
          time += gap;
          state = stroke(state, { ...each, time }).state;
        }
        const after = stroke(state, {
          ...{ phase: "down", key: "Enter", code: "Enter", shift: false, ctrl: false, alt: false },
          ...{
            altGraph: false,
            meta: false,
            capsLock: false,
            repeat: false,
            composing: false,
            inField: false,
          },
          time: time + 1,
        });
        expect(after.state.glyphs).toEqual([]);
      }),
    );
  });
});
