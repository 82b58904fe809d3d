import { z } from "zod";
import { unpackUnits } from "@/lib/operations/unpack-units";
import { unpacked } from "@/lib/web/answers/units";
import { actingFor, entry, link, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ actingFor, parent: link, children: links(5_000), entry });

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => unpackUnits(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Take out of a container",
    description: "No children: everything comes out.",
    scope: "unpack-units",
    answer: unpacked,
    example: { parent: "https://id.gs1.org/00/095201010000000016", children: [], entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
