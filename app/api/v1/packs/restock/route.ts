import { z } from "zod";
import { restockPacks } from "@/lib/operations/restock-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { declared, packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject({ ...packs, declared }),
  ({ web, scope, input, requestKey }) => restockPacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Put returns back to stock",
    description:
      "Packs that came back with a return delivery are no stock until somebody says so here. `declared` is what that person has seen. Refused when the customer did not have them from you (`RETURN_NOT_OURS`) or they came back too late (`RETURN_TOO_LATE`); the facts tell when they were shipped and came back.",
    scope: "restock-packs",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE, declared: { handedOver: false, intact: true, storedWell: true } },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
