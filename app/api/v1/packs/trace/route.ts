import { z } from "zod";
import { traceUnit } from "@/lib/operations/trace-unit";
import { trace } from "@/lib/web/answers/units";
import { link } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(
  z.strictObject({ link }),
  ({ web, scope, input }) => traceUnit(web.deps, scope, input.link),
  {
    summary: "Trace a pack or container",
    description: "Its way as far as your organisation took part in it.",
    scope: "trace-pack",
    answer: trace,
    example: { link: "https://id.gs1.org/01/09520101100016/21/4KP7ZQ3M9T2H" },
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
