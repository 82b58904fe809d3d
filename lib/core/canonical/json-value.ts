import type { ExactNumber } from "./exact-number";

/** What JSON can say, with numbers either as doubles (built in code) or exact (read from text). */
export type JsonValue = null | boolean | number | string | ExactNumber | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [member: string]: JsonValue | undefined };
