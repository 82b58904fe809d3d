import { whole } from "../lib/numbers";
import { type Contestant, perSecond } from "../lib/rounds";
import { table } from "../lib/table";

/** One line of a table of rates. */
export type Row = {
  readonly name: string;
  readonly perSecond: number;
  /** Share of the bare limit of the same rounds: what the machine could do at most. */
  readonly share: number;
  /** At least so many; null for what is only there to compare with. */
  readonly target: number | null;
};

type Race = {
  readonly ours: readonly Contestant[];
  readonly target: number;
  readonly peers?: readonly Contestant[];
  readonly limit: Contestant;
};

export function race({ ours, target, peers = [], limit }: Race): readonly Row[] {
  const rates = perSecond([...ours, ...peers, limit]);
  const rate = ({ name }: Contestant): number => rates.get(name) ?? Number.NaN;
  return [...ours, ...peers, limit].map((one) => ({
    name: one.name,
    perSecond: rate(one),
    share: rate(one) / rate(limit),
    target: ours.includes(one) ? target : null,
  }));
}

export const verdict = (isMet: boolean): string => (isMet ? "met" : "MISSED");

export const rateTable = (what: string, rows: readonly Row[]): string =>
  table(
    [what, "per second", "of the limit", "target", ""],
    rows.map(({ name, perSecond: rate, share, target }) => [
      name,
      whole(rate),
      `${(100 * share).toFixed(1)} %`,
      target === null ? "" : whole(target),
      target === null ? "" : verdict(rate >= target),
    ]),
  );
