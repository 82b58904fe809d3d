import { z } from "zod";
import { RECALL_IMPACTS } from "@/lib/core/recall/response";
import { answerRecall } from "@/lib/operations/answer-recall";
import { answeredRecall } from "@/lib/web/answers/recalls";
import { recallOf } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const answer = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("opened") }),
  z.strictObject({
    step: z.literal("acknowledged"),
    impact: z.enum(RECALL_IMPACTS),
    quantity: z.int().max(100_000_000),
  }),
  z.strictObject({ step: z.literal("completed") }),
]);

export const POST = command(
  z.strictObject({ id: recallOf, answer }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    answerRecall(web.deps, scope, { requestKey, recallId: id, ...rest }),
  {
    summary: "Answer a recall",
    description:
      "For the site of the key: opened, acknowledged with what was found, completed. In this order.",
    scope: "answer-recall",
    answer: answeredRecall,
    example: { answer: { step: "acknowledged", impact: "in-stock", quantity: 12 } },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
