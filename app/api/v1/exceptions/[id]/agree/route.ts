import { z } from "zod";
import { agreeOutcome } from "@/lib/operations/resolve-exception";
import { agreed } from "@/lib/web/answers/shipments";
import { exception, said } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: exception, text: said }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    agreeOutcome(web.deps, scope, { requestKey, exceptionId: id, ...rest }),
  {
    summary: "Agree to how a difference is settled",
    description: "Settles it for both sides. Nobody agrees to a proposal of their own.",
    scope: "resolve-exception",
    answer: agreed,
    example: { text: "Agreed, we credit it" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
