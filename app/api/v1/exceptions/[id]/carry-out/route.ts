import { z } from "zod";
import { carryOutOutcome } from "@/lib/operations/carry-out-outcome";
import { carriedOut } from "@/lib/web/answers/shipments";
import { entry, exception, person } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: exception, witness: person.nullable(), entry }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    carryOutOutcome(web.deps, scope, { requestKey, exceptionId: id, ...rest }),
  {
    summary: "Do with the goods what both sides agreed on",
    description:
      "By the side that has them (`toDo` of the difference), with the rights and refusals of the operation it stands for: taking back what never left, taking in what was not announced, releasing the hold, sending back, or destroying before a `witness`.",
    scope: "resolve-exception",
    answer: carriedOut,
    example: { witness: null, entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
