import { z } from "zod";
import { receiveFoundUnit } from "@/lib/operations/receive-found-unit";
import { found } from "@/lib/web/answers/units";
import { entry, link } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ link, entry }),
  ({ web, scope, input, requestKey }) => receiveFoundUnit(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Receive a unit that was reported missing",
    scope: "receive-shipment",
    answer: found,
    example: { link: "https://id.gs1.org/00/095201010000000016", entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
