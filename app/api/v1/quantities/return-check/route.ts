import { z } from "zod";
import { checkQuantityReturn } from "@/lib/operations/restock-quantities";
import { checkedQuantityReturn } from "@/lib/web/answers/quantities";
import { bookedLines, declared } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { RETURNED_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = question(
  z.strictObject({ lines: bookedLines, declared }),
  ({ web, scope, input }) => checkQuantityReturn(web.deps, scope, input),
  {
    summary: "Ask whether packs without serials may go back to stock",
    description:
      "Changes nothing: yes or no, why, and of what came back from a customer, when it was shipped there and when it came back. Of returns the oldest leave the book first.",
    scope: "verify-pack",
    answer: checkedQuantityReturn,
    example: RETURNED_EXAMPLE,
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
