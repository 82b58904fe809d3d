import { z } from "zod";
import { dropPage } from "@/lib/operations/pages";
import { value } from "@/lib/web/epcis/fields";
import { epcis, epcisMethods, noContent } from "@/lib/web/epcis/handle";

export const DELETE = epcis(
  z.strictObject({ token: value }),
  async ({ web, scope, input }) => {
    const dropped = await dropPage(web.deps, scope, input.token);
    return dropped.ok ? noContent() : dropped;
  },
  {
    summary: "Give a page token back",
    scope: "view-events",
    answers: "Nothing.",
    status: 204,
  },
);

export const { GET, OPTIONS, PATCH, POST, PUT } = epcisMethods(["DELETE"]);
