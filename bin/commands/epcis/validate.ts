import { type Issue, validateDocument } from "@/lib/core/epcis/validate";
import type { Io } from "../verify";
import { readSource } from "./source";

/** `packproof epcis validate FILE…`: one line a file, with the path and the rule of all that is wrong. */
export async function validateFiles(files: readonly string[], io: Io): Promise<boolean> {
  let allValid = true;
  for (const file of files) {
    const issues = await issuesOf(file, io);
    if (issues.length > 0) allValid = false;
    io.out(JSON.stringify({ file, ok: issues.length === 0, issues }));
  }
  return allValid;
}

type Line = Pick<Issue, "path" | "message"> & { readonly rule: Issue["rule"] | "readable" };

async function issuesOf(file: string, io: Io): Promise<readonly Line[]> {
  const source = await readSource(file, io);
  return source.ok
    ? validateDocument(source.document).issues
    : [{ path: "", rule: "readable", message: source.error }];
}
