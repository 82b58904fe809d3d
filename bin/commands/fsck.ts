import { parseArgs } from "node:util";
import type { FaultCode } from "@/lib/db/owner/fsck/finding";
import type { CheckName } from "@/lib/db/owner/fsck/run";
import { nodePrimitives } from "@/lib/primitives/node";
import type { Io } from "./verify";

export const FSCK_USAGE = `  fsck [options]            audits a whole database: every event once, the log intact, states as a replay gives them
      --check NAME           this check only; repeat it for more: delivery, references, counters, classes, units,
                             events, log. All of them unless you say
      --json                 each fault as one line of JSON

  Needs DATABASE_OWNER_URL, the address of the database with its owner's login. Reads one snapshot and changes nothing,
  so Packproof may run meanwhile. Faults go to standard output, progress to standard error.
  Ends with 0 when the database is sound, 1 when there are faults, 2 when an option or the database is unusable.`;

const SOUND = 0;
const FAULTY = 1;
const UNUSABLE = 2;

type Arguments = { readonly only: readonly CheckName[]; readonly json: boolean };

/** The arguments, or a sentence that says what is wrong with them. */
function read(args: readonly string[], known: readonly CheckName[]): Arguments | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { check: { type: "string", multiple: true }, json: { type: "boolean" } },
    });
    const { check = [], json = false } = values;
    const unknown = check.find((name) => !known.some((one) => one === name));
    if (unknown !== undefined) return `There is no check "${unknown}". There are: ${known.join(", ")}.`;
    const only = known.filter((name) => check.length === 0 || check.includes(name));
    return { only, json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `packproof fsck`: is this database what its events say, and is every event in the log? */
export async function fsckCommand(args: readonly string[], io: Io): Promise<number> {
  // Loaded here, so that checking a proof needs no database driver.
  const { CHECK_NAMES, fsck } = await import("@/lib/db/owner/fsck/run");
  const { FAULTS } = await import("@/lib/db/owner/fsck/finding");
  const wanted = read(args, CHECK_NAMES);
  if (typeof wanted === "string") {
    io.err(`${wanted}\n\nUsage: packproof fsck\n${FSCK_USAGE}`);
    return UNUSABLE;
  }
  const url = process.env.DATABASE_OWNER_URL;
  if (!url) {
    io.err("Set DATABASE_OWNER_URL to the address of the database with its owner's login.");
    return UNUSABLE;
  }
  const begun = performance.now();
  const counts = new Map<FaultCode, number>();
  const spent = () => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    // Kilobytes, whatever the system.
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    return `${seconds} s with ${memory} MB at most`;
  };
  let told = begun;
  try {
    await fsck(url, {
      primitives: nodePrimitives,
      only: wanted.only,
      found(finding) {
        counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
        const { code, subject, detail } = finding;
        io.out(
          wanted.json ? JSON.stringify({ ...finding, next: FAULTS[code] }) : `${code} ${subject}: ${detail}`,
        );
      },
      progress(check, done) {
        if (done === 0) io.err(`${check} … (after ${((performance.now() - begun) / 1000).toFixed(1)} s)`);
        else if (performance.now() - told > PATIENCE_MS) io.err(`${check} ${done.toLocaleString("en")}`);
        else return;
        told = performance.now();
      },
    });
  } catch (error) {
    io.err(`The audit was not finished: ${error instanceof Error ? error.message : error}`);
    return UNUSABLE;
  }
  if (counts.size === 0) {
    io.err(`Sound: ${wanted.only.join(", ")} in ${spent()}.`);
    return SOUND;
  }
  io.err(`Faults, after ${spent()}. What to do:`);
  for (const [code, n] of counts) io.err(`  ${n} × ${code}. ${FAULTS[code]}`);
  return FAULTY;
}

/** From one line of progress to the next. */
const PATIENCE_MS = 2_000;
