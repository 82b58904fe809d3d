import { z } from "zod";
import { SAMPLE_KINDS, samplePacks } from "@/lib/operations/sample-packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

const fields = z.strictObject({ ...packs, kind: z.enum(SAMPLE_KINDS) });

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  samplePacks(web.deps, scope, { requestKey, ...input }),
);
