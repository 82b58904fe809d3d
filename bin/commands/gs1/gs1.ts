import { parseArgs } from "node:util";
import type { ParseOptions } from "@/lib/core/gs1/parse";
import type { Io } from "../verify";
import { answerLines, type Line } from "./json-lines";
import { lintLine } from "./lint-line";
import { parseLine } from "./parse-line";

export const GS1_USAGE = `  gs1 parse [options] < lines     reads GS1 data: scanner output, "^…", "(01)…", Digital Links; one JSON string a line
      --profile medicine     the code must hold 01, 21, 10 and 17, none swallowed by another
      --scan                 every line is scanner output: refuse what has no symbology identifier
      --one-of-several       the code is one of several on the thing: don't ask for elements that may stand there
      --short-names          read Digital Links with the withdrawn names gtin, lot, ser … in the path
      --short-gtins          read Digital Links with GTINs of 8, 12 or 13 digits in the path
      --origin URL           where the answers' Digital Links live; https://id.gs1.org
  gs1 lint < lines                checks values: {"linter":"csum","value":"9506000134352"} a line

  Both answer every line of standard input with one line of JSON, in order. They end with 0 when every line was
  answered, whatever the answers say, and with 2 when they could not run (unusable option, unreadable input).`;

const ANSWERED = 0;
const COULD_NOT_RUN = 2;

/** The options of `gs1 parse`, or a sentence that says what is wrong with them. */
export function readParseOptions(args: readonly string[]): ParseOptions | string {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        profile: text,
        scan: flag,
        "one-of-several": flag,
        "short-names": flag,
        "short-gtins": flag,
        origin: text,
      },
    });
    const { profile, origin } = values;
    if (profile !== undefined && profile !== "medicine") return 'The only --profile is "medicine".';
    if (origin !== undefined && !/^https?:\/\/[^\s/?#][^\s?#]*$/.test(origin)) {
      return "--origin needs an http or https address.";
    }
    return {
      symbologyRequired: values.scan ?? false,
      oneOfSeveral: values["one-of-several"] ?? false,
      shortNames: values["short-names"] ?? false,
      shortGtins: values["short-gtins"] ?? false,
      ...(profile && { profile }),
      ...(origin && { origin }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The function that answers a line, or a sentence that says why there is none. */
function answerOf([verb, ...args]: readonly string[]): ((line: Line) => object) | string {
  if (verb === "lint")
    return args.length === 0 ? lintLine : "gs1 lint takes no options: it reads standard input.";
  if (verb !== "parse") return verb === undefined ? "Say what to do." : `There is no "gs1 ${verb}".`;
  const options = readParseOptions(args);
  return typeof options === "string" ? options : (line) => parseLine(line, options);
}

/** `packproof gs1 parse` and `packproof gs1 lint`: a line of JSON in, a line of JSON out. */
export async function gs1Command(args: readonly string[], io: Io): Promise<number> {
  if (args.some((arg) => arg === "--help" || arg === "-h")) {
    io.out(`Usage: packproof gs1\n${GS1_USAGE}`);
    return ANSWERED;
  }
  const answer = answerOf(args);
  if (typeof answer === "string") {
    io.err(`${answer}\n\nUsage: packproof gs1\n${GS1_USAGE}`);
    return COULD_NOT_RUN;
  }
  try {
    await answerLines(process.stdin, process.stdout, answer);
    return ANSWERED;
  } catch (error) {
    io.err(`The run broke off: ${error instanceof Error ? error.message : error}`);
    return COULD_NOT_RUN;
  }
}
