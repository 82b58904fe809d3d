import { z } from "zod";
import { noteException } from "@/lib/operations/resolve-exception";
import { changed } from "@/lib/web/answers/parts";
import { exception, said } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: exception, text: said }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    noteException(web.deps, scope, { requestKey, exceptionId: id, ...rest }),
  {
    summary: "Say something about a difference",
    description: "Both sides read it.",
    scope: "resolve-exception",
    answer: changed,
    example: { text: "We asked the carrier" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
