import { utf8 } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";
import type { Clock, Deps, Ids, Random } from "../ports";
import { settleWaiting } from "../settle-waiting";
import { memoryDirectory, memoryLedger } from "./memory-ledger";
import { memoryPicture } from "./memory-picture";
import type { Picture } from "./picture";

export type TestClock = Clock & {
  /** Milliseconds. */
  advance(by: number): void;
};

/** The world as one suite runs in it, whichever adapter stands behind the ports. */
export type World = {
  readonly deps: Deps;
  readonly clock: TestClock;
  /** The picture of everything the ledger keeps. */
  picture(): Promise<Picture>;
  close(): Promise<void>;
};

/** A Monday morning in summer: no daylight-saving change near. */
export const START = Date.parse("2026-06-01T08:00:00.000Z");

export function testClock(at = START): TestClock {
  let now = at;
  return {
    now: () => now,
    advance(by) {
      now += by;
    },
  };
}

/** Ids and "random" bytes that come out the same in every run and for every adapter. */
export function seeded(seed: string, sha256: Sha256): { readonly ids: Ids; readonly random: Random } {
  const stream = (label: string): ((length: number) => Uint8Array) => {
    let n = 0;
    return (length) => {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        bytes.set(sha256(utf8(`${seed} ${label} ${n++}`)).subarray(0, length - at), at);
      }
      return bytes;
    };
  };
  const idBytes = stream("id");
  const hex = (bytes: Uint8Array): string =>
    [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return {
    random: { bytes: stream("random") },
    ids: {
      uuid() {
        const text = hex(idBytes(16));
        return [
          text.slice(0, 8),
          text.slice(8, 12),
          `4${text.slice(13, 16)}`,
          `8${text.slice(17, 20)}`,
          text.slice(20),
        ].join("-");
      },
    },
  };
}

export async function memoryWorld(sha256: Sha256, seed = "packproof"): Promise<World> {
  const clock = testClock();
  const ledger = memoryLedger(sha256);
  return {
    deps: {
      clock,
      ...seeded(seed, sha256),
      sha256,
      ledger,
      directory: memoryDirectory,
      afterShipping: settleWaiting,
    },
    clock,
    picture: async () => memoryPicture(ledger.state()),
    close: async () => undefined,
  };
}
