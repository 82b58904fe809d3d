import { ExactNumber } from "./exact-number";
import type { JsonObject } from "./json-value";

/** A JSON object: no list, no null, no number that is kept as its text. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
