import { join } from "node:path";
import { fromHex } from "@/lib/core/bytes/hex";
import { logIdOf } from "@/lib/core/log/checkpoint";
import type { Database } from "@/lib/db/database";
import { postgresLogStore } from "@/lib/db/log-store";
import type { DeployEnv, WorkerEnv } from "@/lib/env/env";
import type { LogDeps } from "@/lib/operations/log-ports";
import { ed25519PublicKey, ed25519Signer, nodePrimitives } from "@/lib/primitives/node";
import { addressOfSecret, digestSigner } from "@/lib/primitives/secp256k1";
import { systemClock, systemIds } from "@/lib/primitives/system";
import { lastPublishedFile } from "./last-published-file";

/** Both keys of the log as signers; the secrets stay in these closures. */
export function signersOf(env: Pick<DeployEnv, "CHECKPOINT_KEY" | "HEAD_KEY">): LogDeps["signers"] {
  const seed = secret(env.CHECKPOINT_KEY);
  const head = secret(env.HEAD_KEY);
  return {
    ed25519: { publicKey: ed25519PublicKey(seed), sign: ed25519Signer(seed) },
    head: { address: addressOfSecret(head), sign: digestSigner(head) },
  };
}

export function logDeps(env: WorkerEnv, db: Database): LogDeps {
  const origin = env.LOG_ORIGIN;
  const logId = logIdOf(origin, nodePrimitives.sha256);
  return {
    clock: systemClock,
    ids: systemIds,
    primitives: nodePrimitives,
    origin,
    logId,
    log: postgresLogStore(db, { logId, origin }),
    signers: signersOf(env),
    lastPublished: lastPublishedFile(join(env.DATA_DIR, "log", "last-published")),
  };
}

function secret(hex: string): Uint8Array {
  const bytes = fromHex(hex.replace(/^0x/, ""));
  // The environment was validated: never reached, and never says the value.
  if (bytes?.length !== 32) throw new Error("A key has another length than 32 bytes");
  return bytes;
}
