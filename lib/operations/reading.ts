import type { ReadingMatch } from "@/lib/core/verdict/asked";
import { compareReading, serialCandidates } from "@/lib/core/verdict/triage";
import type { EntryMode } from "./ports";
import type { VerifyQuery } from "./reading-ports";
import type { Pack } from "./unit";

/** What was read off one pack: by a scanner, or typed as four labelled fields of which two may be missing. */
export type Reading = {
  /** GTIN-14. */
  readonly gtin: string;
  readonly serial: string;
  readonly batch: string | null;
  /** Last valid day, "YYYY-MM-DD". */
  readonly expiry: string | null;
  /** The person compared the print on the pack with what was read: they are the same. */
  readonly printConfirmed: boolean;
  readonly entry: EntryMode;
};

export const matchOf = (reading: Reading, pack: Pack): ReadingMatch => ({
  ...compareReading(
    { batch: reading.batch, expiry: reading.expiry },
    { batch: pack.batch.number, expiry: pack.batch.lastValidDay },
  ),
  printConfirmed: reading.printConfirmed,
});

/** The registry is asked for a few garbled forms at most: it must not become an oracle for serials. */
const NEAR_AT_MOST = 8;

export const queryOf = (reading: Reading, at: number): VerifyQuery => ({
  gtin: reading.gtin,
  serial: reading.serial,
  near: serialCandidates(reading.serial)
    .slice(0, NEAR_AT_MOST)
    .map(({ text }) => text),
  entry: reading.entry,
  at,
});

export const faultOf = (reading: Reading, near: string | null) =>
  near === null ? null : (serialCandidates(reading.serial).find(({ text }) => text === near)?.fault ?? null);
