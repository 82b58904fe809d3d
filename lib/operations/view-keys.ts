import type { ForbiddenCode } from "@/lib/core/access/can";
import { ok, type Result } from "@/lib/core/refusal";
import type { KeyDeps } from "./create-key";
import { look } from "./gate";
import type { KeyLine } from "./key-ports";
import type { TenantScope } from "./scope";

/** All keys of the organisation, newest first, revoked ones too: who had a way in is asked long afterwards. */
export const viewKeys = (
  deps: KeyDeps,
  scope: TenantScope,
): Promise<Result<readonly KeyLine[], ForbiddenCode>> =>
  look(deps, scope, "manage-keys", async () => ok(await deps.keys.list(scope)));
