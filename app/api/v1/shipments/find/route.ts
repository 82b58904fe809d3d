import { z } from "zod";
import { findDelivery } from "@/lib/operations/find-delivery";
import { foundDelivery } from "@/lib/web/answers/shipments";
import { link } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = question(
  z.strictObject({ link }),
  ({ web, scope, input }) => findDelivery(web.deps, scope, input.link),
  {
    summary: "Find the open delivery that holds a unit",
    scope: "view-shipments",
    answer: foundDelivery,
    example: { link: "https://id.gs1.org/00/095201010000000016" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
