import { z } from "zod";
import { revokeKey } from "@/lib/operations/revoke-key";
import { revokedKey } from "@/lib/web/answers/access";
import { key } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

/** Repeating it changes nothing, whatever its Idempotency-Key. */
export const POST = command(
  z.strictObject({ id: key }),
  ({ web, scope, input }) => revokeKey(web.deps, scope, input.id),
  { summary: "Revoke an API key", scope: "manage-keys", answer: revokedKey, example: {} },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
