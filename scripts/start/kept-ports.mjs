import { asRecord, readJson, writeJson } from "../lib/files.mjs";
import { freePort } from "../lib/ports.mjs";

/**
 * A port that stays the same from start to start while nobody else takes it, so that an address people noted down
 * (the chain's, in a wallet or a proof checker) keeps working.
 * @param {string} file
 * @param {"postgres" | "chain"} name
 * @returns {Promise<number>}
 */
export async function keptPort(file, name) {
  const before = asRecord(readJson(file))[name];
  const port = await freePort(typeof before === "number" ? before : undefined);
  // Read again: the other service may have written meanwhile.
  if (port !== before) writeJson(file, { ...asRecord(readJson(file)), [name]: port });
  return port;
}
