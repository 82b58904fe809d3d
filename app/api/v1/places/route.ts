import { z } from "zod";
import { PLACE_KINDS } from "@/lib/core/custody/place";
import { definePlace, viewPlaces } from "@/lib/operations/put-away";
import { definedPlace, places } from "@/lib/web/answers/places";
import { placeLabel } from "@/lib/web/fields";
import { command, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(z.strictObject({}), ({ web, scope }) => viewPlaces(web.deps, scope), {
  summary: "List the places of the site and what stands there",
  scope: "view-stock",
  answer: places,
});

export const POST = command(
  z.strictObject({ label: placeLabel, kind: z.enum(PLACE_KINDS) }),
  ({ web, scope, input, requestKey }) => definePlace(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Define a shelf or a quarantine place",
    scope: "manage-sites",
    answer: definedPlace,
    example: { label: "A-03-2", kind: "shelf" },
  },
);

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
