import { z } from "zod";
import { OUTCOMES } from "@/lib/core/custody/exceptions";
import { proposeOutcome } from "@/lib/operations/resolve-exception";
import { changed } from "@/lib/web/answers/parts";
import { exception, said } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: exception, outcome: z.enum(OUTCOMES), text: said }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    proposeOutcome(web.deps, scope, { requestKey, exceptionId: id, ...rest }),
  {
    summary: "Propose how a difference is settled",
    description:
      "One side of a delivery proposes, the other one agrees. A later proposal takes the place of the one before.",
    scope: "resolve-exception",
    answer: changed,
    example: { outcome: "credited", text: "Not in our stock, nor with the carrier" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
