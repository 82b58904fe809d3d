import { parseArgs } from "node:util";

/** What can be measured, in the order in which it is. */
export const PARTS = ["verify", "trace", "dispense", "commission", "bulk", "where", "growth"] as const;
export type Part = (typeof PARTS)[number];

export type Options = {
  /** Packs in the registry for the whole table. */
  readonly packs: number;
  /** Length of one open-loop run. */
  readonly seconds: number;
  /** Verifications a second that arrive, whether the server keeps up or not. */
  readonly rate: number;
  /** Dispensings a second that arrive. */
  readonly dispenseRate: number;
  readonly parts: ReadonlySet<Part>;
  /** Folder for CPU profiles of the web processes; null: none are taken. */
  readonly profile: string | null;
};

/** `--packs 1e6 --seconds 10 --rate 1200 --dispense-rate 800 --only verify,trace --profile FOLDER`. Throws on anything else. */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      packs: { type: "string", default: "1e7" },
      seconds: { type: "string", default: "60" },
      rate: { type: "string", default: "1200" },
      "dispense-rate": { type: "string", default: "800" },
      only: { type: "string", default: PARTS.join(",") },
      profile: { type: "string" },
    },
  });
  const parts = values.only.split(",").map((name) => {
    const part = PARTS.find((known) => known === name);
    if (!part) throw new Error(`--only takes ${PARTS.join(", ")}, not ${name}`);
    return part;
  });
  return {
    packs: numberOf("packs", values.packs, 1e4, 1e8),
    seconds: numberOf("seconds", values.seconds, 1, 3600),
    rate: numberOf("rate", values.rate, 1, 1e5),
    dispenseRate: numberOf("dispense-rate", values["dispense-rate"], 1, 1e5),
    parts: new Set(parts),
    profile: values.profile ?? null,
  };
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes a whole number of ${least} to ${most}, such as 1e6, not ${text}`);
}

/** The sizes at which growth is measured: powers of ten up to the whole, from a hundredth of it. */
export const stagesOf = ({ packs, parts }: Options): readonly number[] =>
  parts.has("growth") ? [packs / 100, packs / 10, packs] : [packs];
