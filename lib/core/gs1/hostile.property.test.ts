import { expect, it } from "vitest";
import { faultOf, hostileText, OPENINGS, PIECES, seededRandom } from "./hostile.test-helper";
import { LINTERS } from "./linters";
import { parse } from "./parse";
import { readScan } from "./scan";

it("whatever comes in, every reader and every linter answers, points inside, and stands by its answer", () => {
  const random = seededRandom(20_261_120);
  for (let i = 0; i < 20_000; i++) {
    const text = hostileText(random, 100_000);
    const fault = faultOf(text);
    if (fault !== null) expect.fail(`${fault}: ${JSON.stringify(text.slice(0, 500))}`);
  }
}, 120_000);

it("time grows in proportion to length, for the patterns that trap parsers (figures: npm run bench:fuzz)", () => {
  const readers = [
    (text: string) => readScan(text, { today: "2026-11-20" }),
    (text: string) => parse(text, { shortNames: true }),
    ...Object.values(LINTERS).map((linter) => (text: string) => linter(text, 0, text.length)),
  ];
  for (const opening of OPENINGS) {
    for (const piece of PIECES) {
      const text = opening + piece.repeat(Math.ceil(100_000 / piece.length));
      const start = performance.now();
      for (const read of readers) read(text);
      // Quadratic time would take many seconds here; linear takes milliseconds even on a busy machine.
      expect(performance.now() - start, JSON.stringify([opening, piece])).toBeLessThan(3000);
    }
  }
}, 120_000);
