import { z } from "zod";
import { withdrawProduct } from "@/lib/operations/withdraw-product";
import { withdrawn } from "@/lib/web/answers/recalls";
import { anyGtin, markets, reason } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ gtin: anyGtin, markets, reason }),
  ({ web, scope, input, requestKey }) => withdrawProduct(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Withdraw a product from markets",
    description: "Irreversible, and a person's own act: no key can do it.",
    scope: "withdraw-product",
    answer: withdrawn,
    example: { markets: ["AT"], reason: "Authorisation ended" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
