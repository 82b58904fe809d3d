import { z } from "zod";
import { destroyQuantities } from "@/lib/operations/destroy-quantities";
import { changedQuantities } from "@/lib/web/answers/quantities";
import { bookedLines, entry, person } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { QUANTITIES_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject({ lines: bookedLines, witness: person.nullable(), entry }),
  ({ web, scope, input, requestKey }) => destroyQuantities(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Record packs without serials as destroyed",
    description: "With a second person as witness; recalled and expired ones, too.",
    scope: "destroy-pack",
    answer: changedQuantities,
    example: { ...QUANTITIES_EXAMPLE, witness: "5f0c9a52-7f7c-4b1e-9a54-0d8a4c1f2b33" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
