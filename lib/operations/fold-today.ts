import type { TodayLine } from "./desk-ports";

const MINUTE = 60_000;
/** From what proves least to what proves most. */
const LEVELS = ["recorded", "logged", "anchored", "final"] as const;

/**
 * A day's steps as somebody would tell them: the same thing done to one unit after the other is one line with the number
 * of units, as far proven as the least of them. Newest first; at most `most` lines.
 */
export function foldToday(lines: readonly TodayLine[], most: number): readonly TodayLine[] {
  const told: TodayLine[] = [];
  let earliest = 0;
  for (const line of lines) {
    const last = told.at(-1);
    if (last && isSame(last, line) && earliest - line.at <= MINUTE) {
      told[told.length - 1] = { ...last, units: last.units + line.units, level: lesser(last, line) };
    } else {
      if (told.length === most) break;
      told.push(line);
    }
    earliest = line.at;
  }
  return told;
}

const isSame = (a: TodayLine, b: TodayLine): boolean =>
  a.bizStep === b.bizStep &&
  a.registryState === b.registryState &&
  a.action === b.action &&
  a.type === b.type &&
  a.partner === b.partner;

const lesser = (a: TodayLine, b: TodayLine): TodayLine["level"] =>
  LEVELS.find((level) => level === a.level || level === b.level) ?? a.level;
