import { z } from "zod";
import { releaseBatch } from "@/lib/operations/release-batch";
import { changed } from "@/lib/web/answers/parts";
import { batch, entry } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: batch, entry }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    releaseBatch(web.deps, scope, { requestKey, batchId: id, ...rest }),
  {
    summary: "Release a batch",
    description: "A qualified person's signature: no key can do it.",
    scope: "release-batch",
    answer: changed,
    example: { entry: "typed" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
