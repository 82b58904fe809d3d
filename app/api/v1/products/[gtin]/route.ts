import { z } from "zod";
import { findProduct } from "@/lib/operations/find-product";
import { product } from "@/lib/web/answers/units";
import { anyGtin } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(
  z.strictObject({ gtin: anyGtin }),
  ({ web, scope, input }) => findProduct(web.deps, scope, input.gtin),
  { summary: "Look up a product", scope: "trace-pack", answer: product },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
