import { z } from "zod";
import { findUnits } from "@/lib/operations/find-units";
import { links } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = question(z.strictObject({ links: links(1_000) }), ({ web, scope, input }) =>
  findUnits(web.deps, scope, input.links),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
