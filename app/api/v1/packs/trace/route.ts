import { z } from "zod";
import { traceUnit } from "@/lib/operations/trace-unit";
import { link } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(z.strictObject({ link }), ({ web, scope, input }) =>
  traceUnit(web.deps, scope, input.link),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
