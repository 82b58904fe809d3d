import { resolve } from "node:path";
import { z } from "zod";
import * as field from "./fields";

export type { Finality, HexText } from "./fields";

/**
 * The one place that reads `process.env`. Each program asks for its own set once it runs, so a build needs no
 * variable, the web tier never holds a key, and everything that is wrong is said at once.
 */

const shared = {
  /** The EVM node that heads are anchored through. */
  CHAIN_RPC_URL: field.httpUrl("give the address of the anchor chain's JSON-RPC node."),
  /** EIP-155 id of that chain. */
  CHAIN_ID: field.text("give the anchor chain's id.").pipe(field.wholeNumber({ min: 1, max: 2 ** 52 })),
  CHAIN_FINALITY: field.finality.default({ kind: "tag", tag: "finalized" }),
  LOG_ORIGIN: field.logOrigin,
  /** True only where `npm start` runs database and chain itself: demo people, one-click sign-in. */
  DEMO: field.flag.default(false),
  LOG_LEVEL: field.logLevel.default("info"),
  /** Seconds from one anchor to the next. */
  ANCHOR_INTERVAL_SECONDS: field.wholeNumber({ min: 1, max: 86_400 }).default(600),
};

const web = z.object({
  ...shared,
  DATABASE_URL: field.postgresUrl("the web login"),
  CONTRACT_ADDRESS: field.address,
  PUBLIC_ORIGIN: field.webOrigin,
  /** The node that a stranger's browser asks about the contract: public, so never one whose address holds a key. */
  PUBLIC_RPC_URL: field
    .httpUrl("give the address of a JSON-RPC node that browsers may ask, or leave it out.")
    .optional(),
});

const keys = {
  DATABASE_WORKER_URL: field.postgresUrl("the worker's login"),
  /** Ed25519 seed that signs checkpoints. */
  CHECKPOINT_KEY: field.secret32("the checkpoint key (Ed25519)"),
  /** Signs heads for the contract; another key than the payer's, so whoever pays gas is not trusted. */
  HEAD_KEY: field.secp256k1Key("the head key (secp256k1)"),
  /** Pays for anchor transactions. */
  ANCHOR_KEY: field.secp256k1Key("the key that pays for anchors (secp256k1)"),
  /** Folder for what must outlive the database, such as the last checkpoint that was published; absolute. */
  DATA_DIR: z
    .string()
    .min(1)
    .default(".data")
    .transform((path) => resolve(path)),
  /** Set only for the embedded chain: where the worker keeps its dumped state. */
  CHAIN_STATE_FILE: z.string().min(1).optional(),
};

const worker = z.object({ ...shared, ...keys, CONTRACT_ADDRESS: field.address });

const deploy = z.object({ ...shared, ...keys, CONTRACT_ADDRESS: field.address.optional() });

const seed = z.object({
  ...shared,
  DATABASE_URL: field.postgresUrl("the web login"),
  DATABASE_WORKER_URL: field.postgresUrl("the worker's login"),
  DATABASE_OWNER_URL: field.postgresUrl("the database's owner"),
});

export type WebEnv = Readonly<z.output<typeof web>>;
export type WorkerEnv = Readonly<z.output<typeof worker>>;
export type DeployEnv = Readonly<z.output<typeof deploy>>;
export type SeedEnv = Readonly<z.output<typeof seed>>;

type Source = Readonly<Record<string, string | undefined>>;

/** For a web process. Throws one Error that names every variable that is missing or wrong, and what to set. */
export const webEnv = once(() => parseWebEnv(process.env));
/** For the worker process. Throws like `webEnv`. */
export const workerEnv = once(() => parseWorkerEnv(process.env));
/** For deploying the contract: the worker's set, in which CONTRACT_ADDRESS may still be missing. */
export const deployEnv = once(() => parseEnv(deploy, process.env));
/** For loading the demo world. Throws like `webEnv`. */
export const seedEnv = once(() => parseEnv(seed, process.env));

export const parseWebEnv = (source: Source): WebEnv => parseEnv(web, source);
export const parseWorkerEnv = (source: Source): WorkerEnv => parseEnv(worker, source);

function parseEnv<Shape extends z.ZodType>(schema: Shape, source: Source): z.output<Shape> {
  // An empty variable (`PORT= npm start`, or one left blank in a unit file) means the same as none.
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The environment does not fit:\n${lines.join("\n")}`);
}

function once<Value>(read: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => {
    kept ??= { value: read() };
    return kept.value;
  };
}
