import { z } from "zod";
import { issueToWard } from "@/lib/operations/issue-to-ward";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject(packs),
  ({ web, scope, input, requestKey }) => issueToWard(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Issue packs to a ward",
    description: "Hospital stock that was decommissioned leaves the pharmacy; its registry state stays.",
    scope: "issue-to-ward",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
