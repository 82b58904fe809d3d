import { createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { computeAddress, Wallet } from "ethers";
import { Fault } from "../lib/fault.mjs";
import { asRecord, readJson, writeJson } from "../lib/files.mjs";

/**
 * The log's name and the keys that sign for it: from the environment where it sets them (production), else from
 * files that are made once. Losing them means losing the log's identity, so they are never made again beside a
 * database that knows the old ones.
 * @typedef {object} LogIdentity
 * @property {string} LOG_ORIGIN
 * @property {string} CHECKPOINT_KEY Ed25519 seed, hex
 * @property {string} HEAD_KEY secp256k1, 0x hex
 * @property {string} ANCHOR_KEY secp256k1, 0x hex
 */

/**
 * @param {string} folder for the keys
 * @param {NodeJS.ProcessEnv} environment
 * @param {{ databaseIsNew: boolean }} state
 * @returns {LogIdentity}
 */
export function logIdentity(folder, environment, { databaseIsNew }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  /** @param {string} name @param {() => Record<string, string>} make */
  const kept = (name, make) => {
    const file = join(folder, `${name}.json`);
    if (!existsSync(file)) {
      if (!databaseIsNew) {
        throw new Fault(
          `${file} is missing, but the log in the database was signed with it: restore the file from a backup, ` +
            'or run "npm run reset" to start a new log.',
        );
      }
      writeJson(file, make(), 0o600);
    }
    return asRecord(readJson(file));
  };
  /** @param {keyof LogIdentity} variable @param {string} name @param {string} property @param {() => Record<string, string>} make */
  const value = (variable, name, property, make) => {
    const given = environment[variable];
    if (given !== undefined && given !== "") return given;
    const text = kept(name, make)[property];
    if (typeof text === "string") return text;
    throw new Fault(`${join(folder, `${name}.json`)} has no "${property}": restore the file from a backup.`);
  };
  return {
    LOG_ORIGIN: value("LOG_ORIGIN", "origin", "origin", newOrigin),
    CHECKPOINT_KEY: value("CHECKPOINT_KEY", "checkpoint", "seed", newCheckpointKey),
    HEAD_KEY: value("HEAD_KEY", "head", "privateKey", newEthereumKey),
    ANCHOR_KEY: value("ANCHOR_KEY", "anchor", "privateKey", newEthereumKey),
  };
}

/** A name of its own for each installation: two logs of one name would pass for a fork of one. */
function newOrigin() {
  return { origin: `localhost/packproof-${randomBytes(4).toString("hex")}` };
}

function newCheckpointKey() {
  const seed = randomBytes(32);
  // PKCS #8 of an Ed25519 key (RFC 8410, section 7) is this header and the seed.
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const key = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
  const publicKey = key.export({ format: "der", type: "spki" }).subarray(-32);
  return { type: "Ed25519", seed: seed.toString("hex"), publicKey: publicKey.toString("hex") };
}

function newEthereumKey() {
  const { privateKey, address } = Wallet.createRandom();
  return { type: "secp256k1", privateKey, address };
}

/** @param {LogIdentity} identity @returns {string} address of the account that pays for anchors */
export function payerAddress(identity) {
  return computeAddress(identity.ANCHOR_KEY);
}
