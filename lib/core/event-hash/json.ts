import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonObject } from "@/lib/core/canonical/json-value";

export type { JsonObject } from "@/lib/core/canonical/json-value";

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

/** A list, whether written as one, as a single value, or not at all. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
