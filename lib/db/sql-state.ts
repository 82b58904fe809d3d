/** Walks an error of Prisma, of its driver adapter or of pg to the SQLSTATE beneath; null when there is none. */
export function sqlStateOf(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at && typeof at === "object" && depth < 6; depth++) {
    const bag = at as Record<string, unknown>;
    for (const name of ["originalCode", "code"]) {
      const value = bag[name];
      // Not every code of five characters is one: Prisma says P2028, Node says EPIPE.
      if (typeof value === "string" && /^[0-9A-Z]{5}$/.test(value) && !/^P\d{4}$|^EPIPE$/.test(value)) {
        return value;
      }
    }
    if (bag.kind === "TransactionWriteConflict") return SERIALIZATION_FAILURE;
    at = bag.driverAdapterError ?? bag.meta ?? bag.cause;
  }
  return null;
}

export const SERIALIZATION_FAILURE = "40001";
export const DEADLOCK = "40P01";
export const UNIQUE_VIOLATION = "23505";
export const INSUFFICIENT_PRIVILEGE = "42501";

/** Codes of a connection that could not be made or broke, as Node and as Prisma name them. */
const CONNECTION_CODES: ReadonlySet<unknown> = new Set([
  ...[
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
  ],
  // Not reached, timed out, closed by the server; no connection or transaction to be had in time; too many of them.
  ...["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"],
]);
const CONNECTION_KINDS: ReadonlySet<unknown> = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
/** What the pg driver says without any code. */
const CONNECTION_MESSAGES = [
  "Connection terminated",
  "timeout exceeded when trying to connect",
  "Client has encountered a connection error",
  "Client was closed",
];

/** SQLSTATE classes: connection exception, insufficient resources, operator intervention, system error. */
const OUTAGE_CLASSES = ["08", "53", "57", "58"];
/** The database is being restored; the server became a standby. */
const OUTAGE_STATES: ReadonlySet<string> = new Set(["3D000", "25006"]);

/**
 * The database is away or cannot serve for now (restart, failover, full disk): nothing is wrong with what was asked,
 * and the same is right to ask again later. A refusal of the login (class 28) is none: only a person can mend it.
 */
export function isOutage(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null) return OUTAGE_CLASSES.includes(state.slice(0, 2)) || OUTAGE_STATES.has(state);
  for (let at: unknown = error, depth = 0; at && typeof at === "object" && depth < 6; depth++) {
    const bag = at as Record<string, unknown>;
    if (CONNECTION_CODES.has(bag.code) || CONNECTION_KINDS.has(bag.kind)) return true;
    const { message } = bag;
    if (typeof message === "string" && CONNECTION_MESSAGES.some((start) => message.startsWith(start)))
      return true;
    at = bag.driverAdapterError ?? bag.meta ?? bag.cause;
  }
  return false;
}

/**
 * What a second try can mend: two writers crossed. A unique violation is one too: the other writer's row (the same
 * idempotency key, the same serial) is there now, and the second try reads it and answers properly.
 */
export const isRetryable = (error: unknown): boolean => {
  const state = sqlStateOf(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK || state === UNIQUE_VIOLATION;
};
