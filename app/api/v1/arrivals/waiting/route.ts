import { z } from "zod";
import { waitForData } from "@/lib/operations/wait-for-data";
import { waits } from "@/lib/web/answers/arrivals";
import { links, said } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ links: links(5_000), note: said }),
  ({ web, scope, input, requestKey }) => waitForData(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Put goods aside that came without data",
    description:
      "They wait 24 hours for the sender's data before they are an exception. Custody is not touched; receive them once a delivery brings them.",
    scope: "receive-shipment",
    answer: waits,
    example: { links: ["https://id.gs1.org/00/095201010000000016"], note: "From the early lorry" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
