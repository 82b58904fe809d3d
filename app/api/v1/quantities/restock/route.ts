import { z } from "zod";
import { restockQuantities } from "@/lib/operations/restock-quantities";
import { changedQuantities } from "@/lib/web/answers/quantities";
import { bookedLines, declared, entry } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { RETURNED_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject({ lines: bookedLines, declared, entry }),
  ({ web, scope, input, requestKey }) => restockQuantities(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Put packs without serials to stock again",
    description:
      "Those that came back (`RETURNED`), by the returns desk; those that came with something wrong (`SET_ASIDE`), by whoever may release a hold. What a recall brought back (`RETRIEVED`) stays apart. Of returns the oldest leave the book first; refused when the customer did not have them from you (`RETURN_NOT_OURS`) or they came back too late (`RETURN_TOO_LATE`).",
    scope: "restock-packs",
    answer: changedQuantities,
    example: { ...RETURNED_EXAMPLE, entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
