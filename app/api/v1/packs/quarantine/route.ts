import { z } from "zod";
import { quarantinePack } from "@/lib/operations/quarantine-pack";
import { quarantined } from "@/lib/web/answers/packs";
import { cause, entry, reading } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ reading, cause, entry }),
  ({ web, scope, input, requestKey }) => quarantinePack(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Put a pack aside",
    scope: "quarantine-pack",
    answer: quarantined,
    example: {
      reading: {
        gtin: "09520101100016",
        serial: "4KP7ZQ3M9T2H",
        batch: "TX24107",
        expiry: "2028-03-31",
        printConfirmed: false,
        entry: "api",
      },
      cause: "Seal broken",
      entry: "api",
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
