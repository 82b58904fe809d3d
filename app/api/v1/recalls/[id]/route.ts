import { z } from "zod";
import { viewRecall } from "@/lib/operations/view-recall";
import { recallView } from "@/lib/web/answers/recalls";
import { recallOf } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(
  z.strictObject({ id: recallOf }),
  ({ web, scope, input }) => viewRecall(web.deps, scope, input.id),
  {
    summary: "Read a recall",
    description:
      "Its organisation, its maker and authorities see where every pack is and who has answered. A site that was notified sees what is recalled and its own answer; figures are null.",
    scope: "view-recalls",
    answer: recallView,
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
