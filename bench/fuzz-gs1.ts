// npm run bench:fuzz -- [cases] [seed]
// How the GS1 readers and linters bear hostile input: a million random and damaged codes, none of which may make one
// throw, point outside its input or contradict itself; then the time a character costs at 1,000, 10,000 and 100,000
// characters of the patterns that trap parsers, which must not grow with the length. Ends with 1 when it finds a fault.
import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import { faultOf, hostileText, OPENINGS, PIECES, seededRandom } from "@/lib/core/gs1/hostile.test-helper";
import { LINTERS } from "@/lib/core/gs1/linters";
import { parse } from "@/lib/core/gs1/parse";
import { readScan } from "@/lib/core/gs1/scan";

const CASES = Number(process.argv[2] ?? 1_000_000);
const SEED = Number(process.argv[3] ?? 20_261_120);
const CLASSES = [100, 1000, 10_000, 100_000];
const LENGTHS = [1000, 10_000, 100_000] as const;

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
const count = (n: number): string => n.toLocaleString("en");

/** Milliseconds of the fastest of some runs: what the work takes when nothing else interferes. */
function timeOf(read: (text: string) => unknown, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    read(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function fuzz(): number {
  const random = seededRandom(SEED);
  const slowest = CLASSES.map((most) => ({ most, cases: 0, ms: 0, text: "" }));
  const begin = performance.now();
  let faults = 0;
  for (let i = 0; i < CASES; i++) {
    const text = hostileText(random, 100_000);
    const start = performance.now();
    let fault: string | null;
    try {
      fault = faultOf(text);
    } catch (error) {
      fault = String(error);
    }
    const ms = performance.now() - start;
    const found = slowest.find(({ most }) => text.length <= most);
    if (found) {
      found.cases++;
      // Timed again: most single records are the machine's pauses, not the input's doing.
      const again = ms > found.ms && fault === null ? Math.min(ms, timeOf(faultOf, text)) : 0;
      if (again > found.ms) Object.assign(found, { ms: again, text });
    }
    if (fault !== null && faults++ < 10)
      console.log(`FAULT ${fault}: ${JSON.stringify(text.slice(0, 1000))}`);
  }
  const seconds = (performance.now() - begin) / 1000;
  console.log(`${count(CASES)} cases (seed ${SEED}) in ${seconds.toFixed(1)} s, ${faults} faults\n`);
  console.log("each through readScan, parse twice and 39 linters; the slowest one by length:");
  for (const { most, cases, ms, text } of slowest) {
    const label = `up to ${count(most)}`.padEnd(16);
    console.log(`${label}${count(cases).padStart(9)} cases  ${ms.toFixed(2).padStart(7)} ms  ${shown(text)}`);
  }
  return faults;
}

type Reader = readonly [name: string, openings: readonly string[], read: (text: string) => unknown];

const READERS: readonly Reader[] = [
  ["readScan", OPENINGS, (text) => readScan(text, { today: "2026-11-20" })],
  ["parse", OPENINGS, (text) => parse(text, { shortNames: true, shortGtins: true, profile: "medicine" })],
  ...Object.entries(LINTERS).map(
    ([name, linter]): Reader => [name, [""], (text) => linter(text, 0, text.length)],
  ),
];

type Measured = { readonly pattern: string; readonly times: readonly number[] };

const nanosecondsEach = ({ times }: Measured): readonly number[] =>
  times.map((ms, i) => (ms * 1e6) / (LENGTHS[i] ?? 1));

/**
 * Four times as much a character at ten times the length: quadratic would be ten times, linear once. Up to 100,000
 * characters keeping many results in memory makes such jumps too, so a suspect is measured at a million.
 */
function grows(
  read: (text: string) => unknown,
  measured: Measured,
  textOf: (length: number) => string,
): boolean {
  const [, middle = 0, long = 0] = nanosecondsEach(measured);
  if (long < 4 * middle || (measured.times[2] ?? 0) < 5) return false;
  return timeOf(read, textOf(1_000_000)) > 40 * (measured.times[2] ?? 0);
}

function measure(): number {
  console.log(
    `\nnanoseconds a character at ${LENGTHS.map(count).join(", ")} characters; the slowest pattern of each:`,
  );
  let growing = 0;
  for (const [name, openings, read] of READERS) {
    const all = openings.flatMap((opening) =>
      PIECES.map((piece): Measured => {
        const textOf = (length: number) => (opening + piece.repeat(length)).slice(0, length);
        const measured = {
          pattern: opening + piece,
          times: LENGTHS.map((length) => timeOf(read, textOf(length))),
        };
        if (grows(read, measured, textOf)) {
          growing++;
          console.log(
            `GROWS ${name}: ${shown(measured.pattern)} ${measured.times.map((ms) => ms.toFixed(2))} ms`,
          );
        }
        return measured;
      }),
    );
    all.sort((a, b) => (b.times[2] ?? 0) - (a.times[2] ?? 0));
    const [worst] = all;
    if (worst) {
      const each = nanosecondsEach(worst).map((ns) => ns.toFixed(1).padStart(8));
      console.log(`${name.padEnd(16)}${each.join("")}  ${shown(worst.pattern)}`);
    }
  }
  return growing;
}

console.log(`${cpus()[0]?.model ?? "?"}, ${cpus().length} cores, Node ${process.version}`);
const faults = fuzz();
const growing = measure();
process.exitCode = faults + growing > 0 ? 1 : 0;
