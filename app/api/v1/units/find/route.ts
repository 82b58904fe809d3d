import { z } from "zod";
import { findUnits } from "@/lib/operations/find-units";
import { foundUnits } from "@/lib/web/answers/units";
import { links } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = question(
  z.strictObject({ links: links(1_000) }),
  ({ web, scope, input }) => findUnits(web.deps, scope, input.links),
  {
    summary: "Look up packs and containers",
    description: 'Answers in the order asked. What is not yours to know is only "elsewhere".',
    scope: "trace-pack",
    answer: foundUnits,
    example: { links: ["https://id.gs1.org/01/09520101100016/21/4KP7ZQ3M9T2H"] },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
