import { z } from "zod";
import { findDelivery } from "@/lib/operations/find-delivery";
import { link } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = question(z.strictObject({ link }), ({ web, scope, input }) =>
  findDelivery(web.deps, scope, input.link),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
