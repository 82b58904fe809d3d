import { commissionContainers as commissioningEvent } from "@/lib/core/epcis/pharma/commission";
import { ssccLink } from "@/lib/core/gs1/link";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { idAt } from "./commission-packs";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

export type CommissionContainers = Command & {
  /** SSCCs that somebody else numbered, as 18 digits. */
  readonly ssccs: readonly string[];
  readonly entry: EntryMode;
};

export type CommissionContainersCode =
  | GateCode
  | "NOTHING_SCANNED"
  | "PREFIX_NOT_YOURS"
  | "ALREADY_COMMISSIONED";

/** Cases and pallets get their codes from a line's own numbering and stand here, empty. All of them or none. */
export async function commissionContainers(
  deps: Deps,
  scope: TenantScope,
  command: CommissionContainers,
): Promise<Result<{ readonly count: number }, CommissionContainersCode>> {
  const organisation = await deps.directory.organisation(scope, scope.orgId);
  return perform(deps, scope, { action: "pack-units", command }, async (tx, now) => {
    const ssccs = [...new Set(command.ssccs)];
    if (ssccs.length === 0) {
      return refuse("NOTHING_SCANNED", "Nothing has been scanned yet.", "Scan the first container.");
    }
    const prefixes = organisation?.prefixes ?? [];
    const foreign = ssccs.find((sscc) => !prefixes.some((prefix) => sscc.startsWith(prefix, 1)));
    if (foreign !== undefined) {
      return refuse(
        "PREFIX_NOT_YOURS",
        "This SSCC carries another company's prefix.",
        "Number containers with a company prefix of your own.",
        { sscc: foreign },
      );
    }
    const links = ssccs.map(ssccLink);
    const [existing] = await tx.lock(links, "transition");
    if (existing) {
      return refuse(
        "ALREADY_COMMISSIONED",
        "A container has this code already.",
        "Number it with a code that was never used.",
        { link: existing.link },
      );
    }
    const { id, facts } = newEvent(deps, scope, now);
    const ids = await tx.createContainers({ siteId: scope.siteId, links, ssccs, eventId: id });
    await recordEvent(deps, tx, scope, {
      id,
      event: commissioningEvent({ ...facts, epcs: links }),
      units: links.map((link, i) => ({ id: idAt(ids, i), link, role: "object" })),
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ count: links.length });
  });
}
