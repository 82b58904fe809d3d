import { z } from "zod";
import { putAway } from "@/lib/operations/put-away";
import { putAwayUnits } from "@/lib/web/answers/places";
import { actingFor, entry, links, placeLabel } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ actingFor, units: links(1_000), label: placeLabel, entry }),
  ({ web, scope, input, requestKey }) => putAway(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Put units to a place inside the site",
    description:
      "Packs and containers that stand on their own. What goes to a quarantine place is held from then on; what is held goes to no other place. Whatever moves a unit takes it away from its place.",
    scope: "put-away",
    answer: putAwayUnits,
    example: { units: ["https://id.gs1.org/00/095201010000000016"], label: "A-03-2", entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
