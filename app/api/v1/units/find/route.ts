import { z } from "zod";
import { findUnits } from "@/lib/operations/find-units";
import { links } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";

export const POST = question(z.strictObject({ links: links(1_000) }), ({ web, scope, input }) =>
  findUnits(web.deps, scope, input.links),
);
