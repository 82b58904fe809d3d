import { execFileSync } from "node:child_process";
import { inBuild } from "../lib/build-folder";
import { median, whole } from "../lib/numbers";
import { peakMemoryOfNode } from "../lib/peak-memory";
import { table } from "../lib/table";
import { EVENTS, type Figures, JOBS } from "./document-jobs";
import { verdict } from "./row";

const SECONDS = 2;
const MEGABYTES = 300;
const ROUNDS = 5;

const inChild = (job: string): Figures =>
  JSON.parse(
    execFileSync(process.execPath, [inBuild("bench-standards.mjs"), "job", job], { encoding: "utf8" }),
  );

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Seconds and peak memory to take in one large document, each a median of processes that did nothing else. */
export function documentTable(): string {
  inChild("write");
  const rounds = Array.from(
    { length: ROUNDS },
    () => new Map(["", ...JOBS.keys()].map((job) => [job, inChild(job)])),
  );
  const medianOf = (job: string, figure: keyof Figures): number =>
    median(rounds.map((round) => round.get(job)?.[figure] ?? Number.NaN));
  const rows = [...JOBS].map(([job, { isOurs }]) => {
    const seconds = medianOf(job, "seconds");
    const memory = medianOf(job, "memory");
    const isMet = seconds <= SECONDS && memory <= MEGABYTES * 1e6;
    const size = megabytes(medianOf(job, "characters"));
    return [job, size, seconds.toFixed(3), megabytes(memory), isOurs ? verdict(isMet) : ""];
  });
  const bare = [
    ["this program, doing nothing", "", "", megabytes(medianOf("", "memory")), ""],
    ["Node alone", "", "", megabytes(peakMemoryOfNode()), ""],
  ];
  const target = ["target", "", SECONDS.toFixed(3), megabytes(MEGABYTES * 1e6), ""];
  const what = `a document of ${whole(EVENTS)} events`;
  return table([what, "MB", "seconds", "peak MB", ""], [...rows, ...bare, target]);
}
