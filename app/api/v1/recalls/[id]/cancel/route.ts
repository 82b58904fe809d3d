import { z } from "zod";
import { cancelRecall } from "@/lib/operations/sign-recall";
import { changed } from "@/lib/web/answers/parts";
import { recallOf } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: recallOf }),
  ({ web, scope, input, requestKey }) => cancelRecall(web.deps, scope, { requestKey, recallId: input.id }),
  {
    summary: "Cancel the draft of a recall",
    description: "A person's own act: no key can do it. The holds stay until somebody ends them.",
    scope: "cancel-recall",
    answer: changed,
    example: {},
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
