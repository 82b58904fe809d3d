import { z } from "zod";

/** When a block of the anchor chain can no longer go away (the forms of CHAIN_FINALITY). */
export type Finality =
  | { readonly kind: "tag"; readonly tag: "finalized" | "safe" }
  | { readonly kind: "depth"; readonly blocks: number }
  | { readonly kind: "instant" };

/** 0x and hex digits, lower case. */
export type HexText = `0x${string}`;

/** Each message completes the sentence "NAME …". */
export const text = (missing: string) => z.string(`is not set: ${missing}`).min(1, `is empty: ${missing}`);

export const postgresUrl = (who: string) =>
  text(`give the PostgreSQL address of ${who} (postgresql://user:password@host:5432/name).`).refine(
    (value) => /^postgres(ql)?:\/\/[^/]+\/.+/.test(value) && URL.canParse(value),
    "should look like postgresql://user:password@host:5432/name.",
  );

export const httpUrl = (missing: string) =>
  text(missing).refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), {
    error: "should be an address that starts with http:// or https://.",
  });

/** Scheme, host and port of the site, as people type it: no path, no slash at the end. */
export const webOrigin = text(
  "give the address people open, for example https://packproof.example.org.",
).transform((value, context) => {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) {
    const { origin, href } = new URL(value);
    if (href === `${origin}/`) return origin;
  }
  context.addIssue("should be an address without a path, for example https://packproof.example.org.");
  return z.NEVER;
});

/**
 * The log's name, signed into every checkpoint: a schema-less URL as C2SP tlog-checkpoint advises, without spaces and
 * "+" as a signed note's key name must be.
 */
export const logOrigin = text(
  "give the log a name that never changes, for example packproof.example.org/log.",
).regex(/^[^\s+]{1,200}$/, "must be up to 200 characters without spaces and plus signs.");

export const address = text(
  'give the address of the deployed contract ("npm run deploy" deploys it).',
).transform((value, context): HexText => {
  if (/^0x[0-9a-fA-F]{40}$/.test(value)) return value as HexText;
  context.addIssue("should be 0x and 40 hex digits.");
  return z.NEVER;
});

/** A 32-byte secret. Its value never gets into a message. */
export const secret32 = (what: string) =>
  text(`give ${what} as 64 hex digits (openssl rand -hex 32 makes one).`).transform(
    (value, context): HexText => {
      const digits = /^(?:0x)?([0-9a-fA-F]{64})$/.exec(value)?.[1];
      if (digits !== undefined) return `0x${digits.toLowerCase()}`;
      context.addIssue(`should be 64 hex digits (openssl rand -hex 32 makes them).`);
      return z.NEVER;
    },
  );

/** Order of the secp256k1 group (SEC 2, section 2.4.1): a private key is below it and not 0. */
const groupOrder = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

export const secp256k1Key = (what: string) =>
  secret32(what).refine(
    (key) => BigInt(key) > 0n && BigInt(key) < groupOrder,
    "is no private key of secp256k1.",
  );

export const wholeNumber = (range: { readonly min: number; readonly max: number }) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "should be a whole number.")
    .transform(Number)
    .refine((value) => value >= range.min && value <= range.max, `should be ${range.min} to ${range.max}.`);

export const finality = z.string().transform((value, context): Finality => {
  const blocks = /^depth:([1-9]\d{0,5})$/.exec(value)?.[1];
  if (blocks !== undefined) return { kind: "depth", blocks: Number(blocks) };
  if (value === "tag" || value === "tag:finalized") return { kind: "tag", tag: "finalized" };
  if (value === "tag:safe") return { kind: "tag", tag: "safe" };
  if (value === "instant") return { kind: "instant" };
  context.addIssue(
    "should be tag (the chain marks final blocks), tag:safe, depth:N (N blocks on top) or instant (one producer).",
  );
  return z.NEVER;
});

export const flag = z
  .enum(["true", "false"], "should be true or false.")
  .transform((value) => value === "true");

export const logLevel = z.enum(
  ["debug", "info", "warn", "error", "silent"],
  "should be debug, info, warn, error or silent.",
);
