import { z } from "zod";
import { ok } from "@/lib/core/refusal";
import { look } from "@/lib/operations/gate";
import { collection } from "@/lib/web/epcis/collection";
import { epcis, epcisMethods, json } from "@/lib/web/epcis/handle";

const RESOURCES = [
  "events",
  "eventTypes",
  "epcs",
  "bizSteps",
  "bizLocations",
  "readPoints",
  "dispositions",
  "capture",
  "queries",
];

export const GET = epcis(
  z.strictObject({}),
  async ({ web, scope, wanted }) => {
    const seen = await look(web.deps, scope, "view-events", async () => ok(collection(RESOURCES)));
    return seen.ok ? json(seen.value, wanted) : seen;
  },
  { summary: "List the resources of EPCIS", scope: "view-events", answers: "A Collection of names." },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
