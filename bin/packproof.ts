import { resolve } from "node:path";
import { EPCIS_USAGE, epcisCommand } from "./commands/epcis/epcis";
import { FSCK_USAGE, fsckCommand } from "./commands/fsck";
import { GS1_USAGE, gs1Command } from "./commands/gs1/gs1";
import { KEY_USAGE, keyCommand } from "./commands/key";
import { VERIFY_USAGE, verifyCommand } from "./commands/verify";

const USAGE = `Usage: packproof <command>

${VERIFY_USAGE}

${GS1_USAGE}

${EPCIS_USAGE}

${KEY_USAGE}

${FSCK_USAGE}
`;

/** Exit codes: 0 the answer is yes, 1 the answer is no, 2 there was no answer. Each command says what its answer is. */
async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  // npm runs scripts in the project's folder, whatever folder the person is in.
  const folder = process.env.npm_lifecycle_event === "packproof" ? process.env.INIT_CWD : undefined;
  const io = {
    resolve: (path: string) => resolve(folder ?? process.cwd(), path),
    out: (line: string) => console.log(line),
    err: (line: string) => console.error(line),
  };
  if (command === "verify") return verifyCommand(rest, io);
  if (command === "gs1") return gs1Command(rest, io);
  if (command === "epcis") return epcisCommand(rest, io);
  if (command === "key") return keyCommand(rest, io);
  if (command === "fsck") return fsckCommand(rest, io);
  if (command === undefined || command === "help" || command === "--help" || command === "-h") {
    io.out(USAGE);
    return command === undefined ? 2 : 0;
  }
  io.err(`There is no command "${command}".\n\n${USAGE}`);
  return 2;
}

// Not process.exit: it would cut off output that is still on its way into a pipe.
process.exitCode = await main(process.argv.slice(2));
