import { z } from "zod";
import { issueToWard } from "@/lib/operations/issue-to-ward";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

export const POST = command(z.strictObject(packs), ({ web, scope, input, requestKey }) =>
  issueToWard(web.deps, scope, { requestKey, ...input }),
);
