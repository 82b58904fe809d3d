/** Walks an error of Prisma, of its driver adapter or of pg to the SQLSTATE beneath; null when there is none. */
export function sqlStateOf(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at && typeof at === "object" && depth < 6; depth++) {
    const bag = at as Record<string, unknown>;
    for (const name of ["originalCode", "code"]) {
      const value = bag[name];
      if (typeof value === "string" && /^[0-9A-Z]{5}$/.test(value) && !/^P\d{4}$/.test(value)) return value;
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

/**
 * What a second try can mend: two writers crossed. A unique violation is one too: the other writer's row (the same
 * idempotency key, the same serial) is there now, and the second try reads it and answers properly.
 */
export const isRetryable = (error: unknown): boolean => {
  const state = sqlStateOf(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK || state === UNIQUE_VIOLATION;
};
