import { z } from "zod";
import { findThing } from "@/lib/operations/query-events";
import { collection } from "@/lib/web/epcis/collection";
import { resource, value } from "@/lib/web/epcis/fields";
import { epcis, epcisMethods, json } from "@/lib/web/epcis/handle";
import { thingOf } from "@/lib/web/epcis/resources";

export const GET = epcis(
  z.strictObject({ resource, value }),
  async ({ web, scope, input, wanted }) => {
    const thing = thingOf(input.resource, input.value);
    if (!thing.ok) return thing;
    const found = await findThing(web.deps, scope, thing.value);
    return found.ok ? json(collection(["events"]), wanted) : found;
  },
  {
    summary: "See what there is of one of them",
    description: "404 when no event that you may read has it.",
    scope: "view-events",
    answers: "A Collection of names: events.",
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
