import { z } from "zod";
import { RESOURCE_NAMES } from "./resources";

/** One of the lists of what events hold. */
export const resource = z.string().max(100).describe(RESOURCE_NAMES.join(", "));
/** An identifier or a word, percent-encoded in the path. */
export const value = z.string().min(1).max(4_000);
