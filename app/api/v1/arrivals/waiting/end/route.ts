import { z } from "zod";
import { WAITING_OUTCOMES } from "@/lib/operations/arrival-ports";
import { endWaiting } from "@/lib/operations/wait-for-data";
import { changed } from "@/lib/web/answers/parts";
import { links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ links: links(5_000), outcome: z.enum(WAITING_OUTCOMES).exclude(["received"]) }),
  ({ web, scope, input, requestKey }) => endWaiting(web.deps, scope, { requestKey, ...input }),
  {
    summary: "End the wait for data that won't come",
    scope: "resolve-exception",
    answer: changed,
    example: { links: ["https://id.gs1.org/00/095201010000000016"], outcome: "sent-back" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
