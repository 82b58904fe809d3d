import { z } from "zod";
import { signRecall } from "@/lib/operations/sign-recall";
import { signedRecall } from "@/lib/web/answers/recalls";
import { recallOf } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: recallOf }),
  ({ web, scope, input, requestKey }) => signRecall(web.deps, scope, { requestKey, recallId: input.id }),
  {
    summary: "Sign a recall",
    description: "The second person's signature: irreversible, and no key can do it.",
    scope: "sign-recall",
    answer: signedRecall,
    example: {},
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
