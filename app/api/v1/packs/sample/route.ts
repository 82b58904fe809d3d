import { z } from "zod";
import { SAMPLE_KINDS, samplePacks } from "@/lib/operations/sample-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

const fields = z.strictObject({ ...packs, kind: z.enum(SAMPLE_KINDS) });

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => samplePacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Record packs as samples",
    description: "SAMPLE for an authority, FREE_SAMPLE for a prescriber.",
    scope: "sample-pack",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE, kind: "SAMPLE" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
