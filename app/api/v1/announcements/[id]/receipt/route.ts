import { z } from "zod";
import { receiveAnnounced } from "@/lib/operations/receive-announced";
import { announcedReceived } from "@/lib/web/answers/arrivals";
import { announcement, entry, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  id: announcement,
  scans: links(10_000),
  quantities: z.array(z.strictObject({ no: z.int().min(1), received: z.int().min(0) })).max(1_000),
  reportMissing: z.boolean(),
  entry,
});

export const POST = command(
  fields,
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    receiveAnnounced(web.deps, scope, { requestKey, announcementId: id, ...rest }),
  {
    summary: "Receive what a file announced",
    description:
      "Units that nobody who tracks possesses are counted in; units of a party that does wait for its data; of the others only that they came is kept. What did not come goes on being expected unless you report it missing.",
    scope: "receive-shipment",
    answer: announcedReceived,
    example: {
      scans: ["https://id.gs1.org/00/095201010000000016"],
      quantities: [],
      reportMissing: false,
      entry: "api",
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
