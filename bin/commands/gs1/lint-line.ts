import { isLinterName, type LintResult, lint } from "@/lib/core/gs1/linters";
import { type BadLineCode, type Line, readJson } from "./json-lines";

export type LintAnswer = LintResult | UnusableLine;

/** A line that asks for nothing that could be done. `issues` has the form that `gs1 parse` gives to such lines. */
type UnusableLine = {
  readonly ok: false;
  readonly code: BadLineCode | "UNKNOWN_LINTER";
  readonly issues: readonly {
    readonly code: BadLineCode | "UNKNOWN_LINTER";
    readonly message: string;
    readonly from: number;
    readonly to: number;
    readonly severity: "error";
  }[];
};

/** The answer of `packproof gs1 lint` to one line: {"linter": name, "value": text}. Never throws. */
export function lintLine(line: Line): LintAnswer {
  const read = readJson(line);
  if ("bad" in read) return unusable(line, read.bad.code, read.bad.message);
  const { linter, value } = membersOf(read.value);
  if (typeof linter !== "string" || typeof value !== "string") {
    return unusable(
      line,
      "LINE_WRONG_SHAPE",
      'The line isn\'t like {"linter":"csum","value":"9506000134352"}.',
    );
  }
  if (!isLinterName(linter)) return unusable(line, "UNKNOWN_LINTER", "There is no linter of this name.");
  return lint(linter, value);
}

const membersOf = (value: unknown): { readonly linter?: unknown; readonly value?: unknown } =>
  typeof value === "object" && value !== null ? value : {};

function unusable(line: Line, code: UnusableLine["code"], message: string): UnusableLine {
  const to = typeof line === "string" ? line.length : 0;
  return { ok: false, code, issues: [{ code, message, from: 0, to, severity: "error" }] };
}
