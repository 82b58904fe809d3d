import { z } from "zod";
import { createKey } from "@/lib/operations/create-key";
import { viewKeys } from "@/lib/operations/view-keys";
import { command, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  name: z.string().trim().min(1, "Expected what the key is for.").max(80),
  scopes: z.array(z.string().max(40)).min(1).max(100),
  /** Epoch milliseconds; null: until it is revoked. */
  expiresAt: z.int().nullable(),
});

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  createKey(web.deps, scope, { requestKey, ...input }),
);

export const GET = question(z.strictObject({}), ({ web, scope }) => viewKeys(web.deps, scope));

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
