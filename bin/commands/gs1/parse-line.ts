import type { Issue } from "@/lib/core/gs1/issue";
import { type ParseOptions, type ParseResult, parse } from "@/lib/core/gs1/parse";
import { type BadLineCode, type Line, readJson } from "./json-lines";

type ShownIssue = Omit<Issue, "code"> & { readonly code: Issue["code"] | BadLineCode };

export type ParseAnswer =
  | (Omit<Extract<ParseResult, { ok: true }>, "issues"> & { readonly issues: readonly ShownIssue[] })
  | { readonly ok: false; readonly issues: readonly ShownIssue[] };

/** The members in the order that the documentation shows (docs/command-line.md). */
const shown = ({ code, message, from, to, severity }: ShownIssue): ShownIssue => ({
  code,
  message,
  from,
  to,
  severity,
});

/** The answer of `packproof gs1 parse` to one line: a JSON string that holds the code. Never throws. */
export function parseLine(line: Line, options: ParseOptions): ParseAnswer {
  const read = readJson(line);
  if ("bad" in read) return refused(line, read.bad.code, read.bad.message);
  if (typeof read.value !== "string") {
    return refused(line, "LINE_WRONG_SHAPE", "The line isn't a JSON string that holds a code.");
  }
  const result = parse(read.value, options);
  return { ...result, issues: result.issues.map(shown) };
}

function refused(line: Line, code: BadLineCode, message: string): ParseAnswer {
  const to = typeof line === "string" ? line.length : 0;
  return { ok: false, issues: [shown({ code, message, from: 0, to, severity: "error" })] };
}
