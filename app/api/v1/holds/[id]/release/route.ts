import { z } from "zod";
import { releaseHold } from "@/lib/operations/release-hold";
import { releasedHold } from "@/lib/web/answers/holds";
import { entry, hold, link } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: hold, link: link.nullable(), entry }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    releaseHold(web.deps, scope, { requestKey, holdId: id, ...rest }),
  {
    summary: "Release a hold",
    description: "`link` is the unit that is held; null for a hold on a batch or a delivery.",
    scope: "release-hold",
    answer: releasedHold,
    example: { link: "https://id.gs1.org/01/09520101100016/21/4KP7ZQ3M9T2H", entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
