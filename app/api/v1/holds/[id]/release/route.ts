import { z } from "zod";
import { releaseHold } from "@/lib/operations/release-hold";
import { entry, hold, link } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: hold, link, entry }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    releaseHold(web.deps, scope, { requestKey, holdId: id, ...rest }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
