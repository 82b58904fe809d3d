import { z } from "zod";
import { createKey } from "@/lib/operations/create-key";
import { viewKeys } from "@/lib/operations/view-keys";
import { createdKey, keyLines } from "@/lib/web/answers/access";
import { command, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  name: z.string().trim().min(1, "Expected what the key is for.").max(80),
  scopes: z.array(z.string().max(40)).min(1).max(100),
  /** Epoch milliseconds; null: until it is revoked. */
  expiresAt: z.int().nullable(),
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => createKey(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Make an API key",
    description: "For persons: no key makes keys. The answer holds the key, this once.",
    scope: "manage-keys",
    answer: createdKey,
    example: { name: "Line 2", scopes: ["verify-pack"], expiresAt: null },
  },
);

export const GET = question(z.strictObject({}), ({ web, scope }) => viewKeys(web.deps, scope), {
  summary: "List API keys",
  scope: "manage-keys",
  answer: keyLines,
});

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
