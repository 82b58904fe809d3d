import { z } from "zod";
import { destroyPacks } from "@/lib/operations/destroy-packs";
import { packs, person } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

const fields = z.strictObject({ ...packs, witness: person.nullable() });

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  destroyPacks(web.deps, scope, { requestKey, ...input }),
);
