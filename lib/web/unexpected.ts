import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Refusal } from "@/lib/core/refusal";
import { sqlStateOf } from "@/lib/db/sql-state";
import type { WebCode } from "./problem";

/** A refusal with a reference a person can read out; under it is logged what is needed to find the fault. */
export function unexpected(logger: Logger, request: Request, error: unknown): Refusal<WebCode> {
  const reference = randomUUID().slice(0, 8);
  logger.error(
    {
      reference,
      method: request.method,
      // Without the query: it may hold a serial.
      path: new URL(request.url).pathname,
      error: error instanceof Error ? error.name : typeof error,
      sqlState: sqlStateOf(error),
      message: scrub(error instanceof Error ? error.message : String(error)),
      stack: framesOf(error),
    },
    "request failed",
  );
  return {
    code: "UNEXPECTED",
    message: "Something failed on our side.",
    next: `Try again: nothing is recorded twice. If it fails again, tell your administrator the reference ${reference}.`,
    facts: { reference },
  };
}

/** A database names the values it refuses, and a serial opens doors: what may be one is taken out. */
export const scrub = (message: string): string =>
  message
    .replaceAll(/[a-z][a-z+.-]*:\/\/\S+/gi, "…")
    .replaceAll(/\([^()]*\)|"[^"]*"|'[^']*'|`[^`]*`/g, "…")
    .replaceAll(/\S*\d{4,}\S*/g, "…")
    .slice(0, 400);

const framesOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? "")
        .split("\n")
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 12)
        .map((line) => line.trim())
    : [];
