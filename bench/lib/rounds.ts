import { performance } from "node:perf_hooks";
import { median } from "./numbers";

/** Does its work once and says how many pieces that were. */
export type Contestant = { readonly name: string; readonly run: () => number };

let sink = 0;

/** One piece of work an item; the number it comes to is kept, so that no compiler finds that nobody wanted it. */
export const each = <Item>(
  name: string,
  items: readonly Item[],
  work: (item: Item) => number,
): Contestant => ({
  name,
  run: () => {
    for (const item of items) sink = (sink + work(item)) | 0;
    return items.length;
  },
});

/** What all the work came to; printed, it shows that it was done. */
export const checksum = (): number => sink;

/**
 * Median pieces per second of each contestant. They take turns round by round, so that a slow minute of the machine is
 * everybody's; the first two rounds warm up and don't count.
 */
export function perSecond(
  contestants: readonly Contestant[],
  { rounds = 7, atLeastMs = 200 } = {},
): ReadonlyMap<string, number> {
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = -2; round < rounds; round++)
    for (const { name, run } of contestants) {
      const rate = rateOf(run, atLeastMs);
      if (round >= 0) rates.get(name)?.push(rate);
    }
  return new Map([...rates].map(([name, values]) => [name, median(values)]));
}

function rateOf(run: () => number, atLeastMs: number): number {
  const begun = performance.now();
  let pieces = 0;
  let now = begun;
  do {
    pieces += run();
    now = performance.now();
  } while (now - begun < atLeastMs);
  return (pieces / (now - begun)) * 1000;
}
