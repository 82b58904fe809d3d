import { z } from "zod";
import { prepareRecall } from "@/lib/operations/prepare-recall";
import { viewRecalls } from "@/lib/operations/view-recall";
import { preparedRecall, recallLines } from "@/lib/web/answers/recalls";
import { batch, markets, reason, recall, serial } from "@/lib/web/fields";
import { command, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  batchIds: z.array(batch).max(100),
  serials: z.strictObject({ from: serial, to: serial }).nullable(),
  markets,
  recall,
  reason,
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => prepareRecall(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Prepare a recall",
    description:
      "The first of two steps: its batches are on hold from here on, and another person signs. No key can do it.",
    scope: "prepare-recall",
    answer: preparedRecall,
    example: {
      batchIds: ["0b8f7c1e-6d2a-4f3b-9c5d-1e2f3a4b5c6d"],
      serials: null,
      markets: ["AT", "DE"],
      recall: { class: 2, depth: "pharmacy", publicText: null },
      reason: "Glass in ampoules",
    },
  },
);

export const GET = question(z.strictObject({}), ({ web, scope }) => viewRecalls(web.deps, scope), {
  summary: "List recalls",
  description: "Every recall that concerns you, the latest first: drafts of yours and what you must answer.",
  scope: "view-recalls",
  answer: recallLines,
});

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
