import { cache } from "react";
import { z } from "zod";
import { recallId } from "@/lib/operations/market-ports";
import type { TenantScope } from "@/lib/operations/scope";
import { viewRecall } from "@/lib/operations/view-recall";
import { web } from "@/lib/web/deps";

/** The recall of an address, for its title and its page: asked once a request. Null: no such address. */
export const loadRecall = cache(async (scope: TenantScope, id: string) =>
  z.uuid().safeParse(id).success ? viewRecall(web().deps, scope, recallId(id.toLowerCase())) : null,
);
