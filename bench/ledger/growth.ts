import { measureDispense } from "./capture";
import { type Curve, drawGrowth } from "./growth-picture";
import type { Bench } from "./parts";
import { measureTrace } from "./read";
import type { Row } from "./table";
import { measureVerify } from "./verify";

/** Processor time of one request in web and Postgres together: the neighbours on the cores do not change it much. */
export type Point = {
  readonly packs: number;
  readonly verify: number;
  readonly trace: number;
  readonly capture: number;
};

const SHORT = 4;

export async function growthPoint({ server, web, batches, loose }: Bench, packs: number): Promise<Point> {
  const spent = ({ cpu }: { cpu: { web: number; postgres: number } }) => cpu.web + cpu.postgres;
  const verify = await measureVerify(server, web, batches, { rate: 100, seconds: SHORT });
  const trace = await measureTrace(server, web, batches);
  const capture = await measureDispense(server, web, loose, { rate: null, seconds: SHORT });
  return { packs, verify: spent(verify.most), trace: spent(trace), capture: spent(capture.most) };
}

export function growthRows(points: readonly Point[], file: string): readonly Row[] {
  const names = ["verify", "trace", "capture"] as const;
  const curves: readonly Curve[] = names.map((name) => ({
    name,
    points: points.map((point) => ({ packs: point.packs, ms: point[name] })),
  }));
  drawGrowth(
    file,
    curves,
    "npm run bench:ledger; web process and Postgres together, load generator left out",
  );
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  return names.map((name) => {
    const growth = last[name] / first[name];
    return {
      what: `growth of ${name}, ${first.packs.toLocaleString("en")} → ${last.packs.toLocaleString("en")} packs`,
      measured: points.map((point) => `${point[name].toFixed(2)} ms`).join(" → "),
      target: "flat or logarithmic",
      // A hundred times the packs: a B-tree has a level more or so, and more of it is not in memory.
      met: growth < 3,
      ratio: `× ${growth.toFixed(2)} of processor for × ${Math.round(last.packs / first.packs)} packs`,
    };
  });
}
