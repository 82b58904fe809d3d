import { z } from "zod";
import { dispensePack } from "@/lib/operations/dispense-pack";
import { dispensed } from "@/lib/web/answers/packs";
import { reading } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ reading }),
  ({ web, scope, input, requestKey }) => dispensePack(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Dispense a pack",
    description:
      "Refused unless the pack is good to dispense, here and now. Can be undone at the same site for ten days.",
    scope: "dispense-pack",
    answer: dispensed,
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
