import type { ForbiddenCode } from "@/lib/core/access/can";
import { PURPOSES } from "@/lib/core/custody/purposes";
import { canShipTo, type ReceiverCode } from "@/lib/core/custody/receiver";
import { notRecalled, type ShipReason, shipBlockers } from "@/lib/core/custody/ship-blockers";
import { type Standing, standingOf } from "@/lib/core/custody/standing";
import type { SiteId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { custodyOf, outermost } from "./containers";
import { look } from "./gate";
import { isWithin } from "./may-know";
import { licensedOf, receiverUnknown, siteOf } from "./parties";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";
import type { ShipUnits } from "./ship-units";

export type ShipmentCheck = {
  readonly receiver: {
    readonly organisation: string;
    readonly site: string;
    readonly licensed: boolean;
    /** Why nothing goes to it for this purpose; null: it may. */
    readonly refused: ReceiverCode | null;
  };
  /** Packs that would go out, all levels. */
  readonly packs: number;
  /** Links that are not in Packproof. */
  readonly unknown: readonly string[];
  /** Units that are not at the active site. */
  readonly away: readonly { readonly link: string; readonly standing: Standing }[];
  /** Units in a container that stays behind. */
  readonly packed: readonly { readonly link: string; readonly parentLink: string }[];
  /** What may not leave for this purpose, by scanned unit, batch and reason, gravest first in each. */
  readonly blocked: readonly {
    readonly link: string;
    readonly reason: ShipReason;
    readonly batch: string;
    readonly count: number;
  }[];
  /** What has no business in a recall return. */
  readonly notRecalled: readonly { readonly link: string; readonly batch: string; readonly count: number }[];
};

/** A dry run of shipUnits: everything in the way at once, nothing written. Asked after each scan. */
export const checkShipment = (
  deps: Deps,
  scope: TenantScope,
  {
    receiverSiteId,
    purpose,
    buyerId,
    units: asked,
  }: Pick<ShipUnits, "purpose" | "units" | "buyerId"> & { receiverSiteId: SiteId },
): Promise<Result<ShipmentCheck, ForbiddenCode | "RECEIVER_UNKNOWN">> =>
  look(deps, scope, "ship-units", async (now) => {
    const organisations = await deps.directory.organisations(scope);
    const receiver = siteOf(organisations, receiverSiteId);
    if (!receiver || receiver.site.id === scope.siteId) return receiverUnknown();
    const today = localDay(scope.timeZone, now);
    const allowed = canShipTo(
      licensedOf(scope, receiver.organisation, organisations, buyerId),
      purpose,
      today,
    );
    const links = [...new Set(asked)];
    const units = await deps.ledger.find(scope, links);
    const contents =
      units.length === 0
        ? []
        : await deps.ledger.transact(scope, (tx) =>
            tx.contents(
              units.map(({ id }) => id),
              [scope.country, receiver.site.country],
            ),
          );
    const found = new Set(units.map(({ link }) => link));
    const roots = outermost(units);
    const ofUnit = (id: string) => contents.filter(({ rootId }) => rootId === id);
    return ok({
      receiver: {
        organisation: receiver.organisation.name,
        site: `${receiver.site.name}, ${receiver.site.city}`,
        licensed: allowed.ok || allowed.refusal.code !== "NOT_LICENSED",
        refused: allowed.ok ? null : allowed.refusal.code,
      },
      packs: roots.flatMap(({ id }) => ofUnit(id)).reduce((sum, { count }) => sum + count, 0),
      unknown: links.filter((link) => !found.has(link)),
      away: units.flatMap((unit) => {
        const standing =
          isWithin(scope, unit, ofUnit(unit.id)) || unit.batch?.holderId === scope.orgId
            ? standingOf({ custody: custodyOf(unit, now), ownDisposition: null }, scope)
            : "ELSEWHERE";
        return standing === "HERE" ? [] : [{ link: unit.link, standing }];
      }),
      packed: roots.flatMap(({ link, parentLink, holderId }) =>
        parentLink === null || holderId !== scope.orgId ? [] : [{ link, parentLink }],
      ),
      blocked: roots.flatMap(({ id, link }) =>
        shipBlockers(ofUnit(id), today, purpose).map(({ reason, batchNumber, count }) => ({
          link,
          reason,
          batch: batchNumber,
          count,
        })),
      ),
      notRecalled:
        PURPOSES[purpose].only === "RECALLED"
          ? notRecalled(roots.flatMap(({ id }) => ofUnit(id))).map(({ rootId, batch, count }) => ({
              link: roots.find(({ id }) => id === rootId)?.link ?? "",
              batch: batch.number,
              count,
            }))
          : [],
    });
  });
