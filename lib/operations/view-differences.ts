import type { ForbiddenCode } from "@/lib/core/access/can";
import { type Turn, turnOf } from "@/lib/core/custody/turn";
import { ok, type Result } from "@/lib/core/refusal";
import { isCarriedOut } from "./carry-out-outcome";
import type { Desk, ExceptionLine } from "./desk-ports";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export type Difference = ExceptionLine & { readonly turn: Turn };

type Reading = Pick<Deps, "clock" | "ledger"> & { readonly desk: Pick<Desk, "exceptions"> };

/** What both sides still have to say or to do about deliveries of this site's side, oldest first. */
export const viewDifferences = (
  deps: Reading,
  scope: TenantScope,
): Promise<Result<readonly Difference[], ForbiddenCode>> =>
  look(deps, scope, "view-shipments", async () => ok(await openDifferences(deps, scope)));

export async function openDifferences(
  { desk }: Pick<Reading, "desk">,
  scope: TenantScope,
): Promise<readonly Difference[]> {
  const lines = await desk.exceptions(scope);
  return lines.flatMap((line) => {
    const turn = turnOf({ ...line, carriedOut: isCarriedOut(line) }, line.side);
    return turn === null ? [] : [{ ...line, turn }];
  });
}
