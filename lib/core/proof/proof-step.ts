import { toHex } from "@/lib/core/bytes/hex";

/** The questions a proof answers, in order; "record" only in a full proof. */
export type StepId = "pack" | "statement" | "record" | "log" | "checkpoint" | "chain";

/** A value that was computed or compared, so that a page can show the bytes. */
export type Detail = { readonly name: string; readonly hex: string };

export type ProofStep = {
  readonly id: StepId;
  readonly held: boolean | "not-checked";
  /** Why, for catalogues and tests. */
  readonly code: string;
  /** The answer for a person, in English. */
  readonly sentence: string;
  readonly details: readonly Detail[];
};

export const detail = (name: string, bytes: Uint8Array): Detail => ({ name, hex: toHex(bytes) });

export const step = (
  id: StepId,
  held: ProofStep["held"],
  code: string,
  sentence: string,
  details: readonly Detail[] = [],
): ProofStep => ({ id, held, code, sentence, details });
