import { z } from "zod";
import { destroyPacks } from "@/lib/operations/destroy-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs, person } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

const fields = z.strictObject({ ...packs, witness: person.nullable() });

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => destroyPacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Record packs as destroyed",
    description: "With a second person as witness, for good.",
    scope: "destroy-pack",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE, witness: "5f0c9a52-7f7c-4b1e-9a54-0d8a4c1f2b33" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
