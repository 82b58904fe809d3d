import { z } from "zod";
import { verifyPack } from "@/lib/operations/verify-pack";
import { verified } from "@/lib/web/answers/packs";
import { reading } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

/** Records the look and changes nothing, so it takes no Idempotency-Key. */
export const POST = question(
  z.strictObject({ reading }),
  ({ web, scope, input }) => verifyPack(web.deps, scope, input.reading),
  {
    summary: "Verify a pack",
    description:
      "Is it good to dispense, here and now? Records the look and changes nothing, so it takes no Idempotency-Key.",
    scope: "verify-pack",
    answer: verified,
    example: {
      reading: {
        gtin: "09520101100016",
        serial: "4KP7ZQ3M9T2H",
        batch: "TX24107",
        expiry: "2028-03-31",
        printConfirmed: false,
        entry: "api",
      },
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
