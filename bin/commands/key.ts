import { randomBytes, randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { isKeyScope, KEY_SCOPES, type KeyScope } from "@/lib/core/access/key-scopes";
import { formatKey, KEY_PREFIX_BYTES, KEY_SECRET_BYTES } from "@/lib/core/access/key-text";
import { toHex } from "@/lib/core/bytes/hex";
import { keyId } from "@/lib/core/pack/ids";
import { nodePrimitives } from "@/lib/primitives/node";
import type { Io } from "./verify";

export const KEY_USAGE = `  key create [options]     makes an API key and prints it, once
      --org NAME             the organisation, by its exact name or id
      --site GLN             its site, by GLN or id
      --scope ACTION         what the key may do; repeat it for more
      --name TEXT            what it is for; "Command line" unless you say
      --expires DAY          YYYY-MM-DD: works until that day begins (UTC); until it is revoked unless you say

  Needs DATABASE_OWNER_URL, the address of the database with its owner's login. The key alone goes to standard output.
  Ends with 0 when the key was made, 1 when there is no such place, 2 when an option or the database is unusable.`;

const MADE = 0;
const NO_SUCH_PLACE = 1;
const UNUSABLE = 2;

type Arguments = {
  readonly organisation: string;
  readonly site: string;
  readonly scopes: readonly KeyScope[];
  readonly name: string;
  readonly expires: Date | null;
};

/** The arguments, or a sentence that says what is wrong with them. */
function read(args: readonly string[], now: number): Arguments | string {
  const text = { type: "string" } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { org: text, site: text, scope: { ...text, multiple: true }, name: text, expires: text },
    });
    if (positionals.join(" ") !== "create") return 'Keys are made with "key create".';
    const { org, site, scope = [], name = "Command line", expires } = values;
    if (!org || !site) return "--org and --site say whose key it is and where it works.";
    const unknown = scope.find((wanted) => !isKeyScope(wanted));
    if (unknown !== undefined || scope.length === 0) {
      return `${unknown === undefined ? "--scope says what the key may do" : `No key can have the scope "${unknown}"`}. There are: ${KEY_SCOPES.join(", ")}.`;
    }
    if (name.trim() === "" || name.length > 80) return "--name takes 1 to 80 characters.";
    const day = expires === undefined ? null : new Date(`${expires}T00:00:00Z`);
    if (day !== null && !(day.getTime() > now)) return "--expires needs a day to come, YYYY-MM-DD.";
    return {
      organisation: org,
      site,
      scopes: [...new Set(scope)].filter(isKeyScope),
      name: name.trim(),
      expires: day,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `packproof key create`: a key for a program, made by whoever runs the database. */
export async function keyCommand(args: readonly string[], io: Io): Promise<number> {
  const wanted = read(args, Date.now());
  if (typeof wanted === "string") {
    io.err(`${wanted}\n\nUsage: packproof key create\n${KEY_USAGE}`);
    return UNUSABLE;
  }
  const url = process.env.DATABASE_OWNER_URL;
  if (!url) {
    io.err("Set DATABASE_OWNER_URL to the address of the database with its owner's login.");
    return UNUSABLE;
  }
  const [prefix, secret] = [randomBytes(KEY_PREFIX_BYTES), randomBytes(KEY_SECRET_BYTES)];
  try {
    // Loaded here, so that checking a proof needs no database driver.
    const { makeOwnersKey } = await import("@/lib/db/owner/make-key");
    const made = await makeOwnersKey(url, {
      ...wanted,
      id: keyId(randomUUID()),
      prefix: toHex(prefix),
      secretHash: nodePrimitives.sha256(secret),
    });
    if (!made.ok) {
      io.err(`${made.refusal.message}\n${made.refusal.next}`);
      return NO_SUCH_PLACE;
    }
    io.err(`A key for ${made.value.organisation}, ${made.value.site}. It is shown this once:`);
    io.out(formatKey(prefix, secret));
    return MADE;
  } catch (error) {
    io.err(`The key was not made: ${error instanceof Error ? error.message : error}`);
    return UNUSABLE;
  }
}
