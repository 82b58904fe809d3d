import { z } from "zod";
import { checkReturn } from "@/lib/operations/restock-packs";
import { checkedReturn } from "@/lib/web/answers/packs";
import { declared, packs } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = question(
  z.strictObject({ links: packs.links, declared }),
  ({ web, scope, input }) => checkReturn(web.deps, scope, input),
  {
    summary: "Ask whether packs may go back to stock",
    description:
      "Changes nothing: yes, after an undo, or no; why; for how long the undo is possible; and of what came back from a customer, when it was shipped there and when it came back. `declared` is what the person at the returns desk has seen.",
    scope: "verify-pack",
    answer: checkedReturn,
    example: {
      links: ["https://id.gs1.org/01/09520101100016/21/4KP7"],
      declared: { handedOver: false, intact: true, storedWell: true },
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
