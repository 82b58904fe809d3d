import { z } from "zod";
import { viewArrivals } from "@/lib/operations/wait-for-data";
import { arrivals } from "@/lib/web/answers/arrivals";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(z.strictObject({}), ({ web, scope }) => viewArrivals(web.deps, scope), {
  summary: "List what waits for data and what files announce",
  description:
    "Goods that came before any data, with their age and the time when they become an exception, and deliveries that suppliers' files announce. `shipmentId` and `shipmentIds` name the delivery that brings them as soon as the sender's data are here. `unshipped` is the other side: units that others have received, by their data for more than a day, and say your organisation sent, though it has told no shipping.",
  scope: "view-shipments",
  answer: arrivals,
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
