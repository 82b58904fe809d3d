import { utf8 } from "@/lib/core/bytes/bytes";

/**
 * What a public proof says about an event: nothing that names a site, an organisation, an exact time or a serial.
 * A member is null when the event has none.
 */
export type PublicStatement = {
  /** EPCIS event type, e.g. "ObjectEvent". */
  readonly type: string | null;
  /** "ADD", "OBSERVE", "DELETE". */
  readonly action: string | null;
  /** CBV bare words, e.g. "dispensing". */
  readonly bizStep: string | null;
  readonly disposition: string | null;
  /** State the ledger gave the packs, e.g. "SUPPLIED". */
  readonly registryState: string | null;
  /** What the ledger did with the event: "applied" or "observed". */
  readonly outcome: string | null;
  /** Month of the event in UTC, "2026-11". */
  readonly month: string | null;
  /** Capability of who captured it, e.g. "pharmacy". */
  readonly actorKind: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
};

/** Members in the order of canonical JSON (RFC 8785 §3.2.3), which is the order they are hashed in. */
export const STATEMENT_MEMBERS = [
  "action",
  "actorKind",
  "bizStep",
  "country",
  "disposition",
  "month",
  "outcome",
  "registryState",
  "type",
] as const satisfies readonly (keyof PublicStatement)[];

/**
 * Whether a member may be in a statement: 1 to 64 printable ASCII characters without `"` and `\`, or null. So
 * canonical JSON has nothing to escape, and a verifier needs no JSON library to hash a statement.
 */
export const isStatementValue = (value: unknown): value is string | null =>
  value === null || (typeof value === "string" && /^[ !#-[\]-~]{1,64}$/.test(value));

/** Canonical JSON (RFC 8785) of a statement as UTF-8: all nine members, sorted, absent ones null. */
export function statementBytes(statement: PublicStatement): Uint8Array {
  const members = STATEMENT_MEMBERS.map((name) => {
    const value = statement[name];
    if (!isStatementValue(value)) throw new RangeError(`A statement cannot say this as ${name}: ${value}`);
    return `"${name}":${value === null ? "null" : `"${value}"`}`;
  });
  return utf8(`{${members.join(",")}}`);
}
