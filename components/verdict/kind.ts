/** How an answer looks. Which answer a pack gets is decided in lib/core/verdict, never here. */
export type VerdictKind = "verified" | "stop" | "check" | "cannot-tell";

/** Names of the colour tokens: --ok, --ok-ink, --ok-fill … */
export const TONE = {
  verified: "ok",
  stop: "stop",
  check: "check",
  "cannot-tell": "cannot",
} as const satisfies Record<VerdictKind, string>;

export const INK: Record<VerdictKind, string> = {
  verified: "text-ok-ink",
  stop: "text-stop-ink",
  check: "text-check-ink",
  "cannot-tell": "text-cannot-ink",
};

/** What a person compares with the box in their hand. */
export type ProductFacts = {
  readonly name: string;
  /** Strength, form, pack size: "30 film-coated tablets". */
  readonly form?: string | undefined;
  readonly batch?: string | undefined;
  /** As people write it: "31 Mar 2028". For day 00 say "end of March 2028". */
  readonly expiry?: string | undefined;
  readonly serial?: string | undefined;
};
