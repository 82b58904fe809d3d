import { resolve } from "node:path";
import { VERIFY_USAGE, verifyCommand } from "./commands/verify";

const USAGE = `Usage: packproof <command>

${VERIFY_USAGE}
`;

/** Exit codes of every command: the answer is yes, the answer is no, there was no answer. */
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
  if (command === undefined || command === "help" || command === "--help" || command === "-h") {
    io.out(USAGE);
    return command === undefined ? 2 : 0;
  }
  io.err(`There is no command "${command}".\n\n${USAGE}`);
  return 2;
}

// Not process.exit: it would cut off output that is still on its way into a pipe.
process.exitCode = await main(process.argv.slice(2));
