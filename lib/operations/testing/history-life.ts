import { shipmentId } from "@/lib/core/pack/ids";
import { UNDOABLE_STATES } from "@/lib/core/pack/undo";
import { checkOutPacks } from "../check-out-packs";
import { destroyPacks } from "../destroy-packs";
import { exportPacks } from "../export-packs";
import { findReplacingPacks } from "../find-replacing-packs";
import { issueToWard } from "../issue-to-ward";
import { lockPacks } from "../lock-packs";
import { openPacks } from "../open-packs";
import { repackPacks } from "../repack-packs";
import { reportStolen } from "../report-stolen";
import { restockPacks } from "../restock-packs";
import { samplePacks } from "../sample-packs";
import type { TenantScope } from "../scope";
import { undoPacks } from "../undo-packs";
import { voidPacks } from "../void-packs";
import { hanna, inspector, otto, PEOPLE, repacked, rhea } from "./cast";
import type { Picture } from "./picture";
import type { World } from "./world";

/** The registry's transitions as steps of a random history. */

export const LIFE_KINDS = [
  ...["void", "export", "sample", "free-sample", "lock", "destroy", "stolen"],
  ...[
    "check-out",
    "check-out",
    "repack",
    "repack",
    "undo",
    "undo",
    "open",
    "open",
    "ward-issue",
    "replacing",
  ],
  "restock",
] as const;

export type LifeStep = {
  readonly kind: string;
  readonly who: number;
  readonly other: number;
  readonly n: number;
  readonly links: readonly string[];
  readonly scope: TenantScope;
};

/** Those whose licence such a step asks for, most of the time. */
const SPECIALIST: Readonly<Record<string, TenantScope>> = {
  "check-out": rhea,
  repack: rhea,
  open: hanna,
  "ward-issue": hanna,
};

const isPackLink = (link: string): boolean => link.includes("/01/");

/** Units for which such a step may succeed; empty: any. */
export function likelyForLife(kind: string, links: readonly string[], picture: Picture): readonly string[] {
  const packs = links.filter(isPackLink);
  const inState = (...states: readonly string[]) =>
    packs.filter((link) => states.includes(picture.units[link]?.state ?? ""));
  switch (kind) {
    case "undo":
      return inState(...UNDOABLE_STATES);
    case "restock":
      return packs.filter((link) => picture.units[link]?.ownDisposition === "RETURNED");
    case "open":
    case "ward-issue":
      return inState("SUPPLIED", "ACTIVE").filter((link) => standsAt(picture, link) === hanna.siteId);
    case "check-out":
      return inState("ACTIVE").filter(
        (link) => standsAt(picture, link) === rhea.siteId && !link.includes(repacked.gtin),
      );
    case "repack":
    case "replacing":
      return inState("CHECKED_OUT");
    case "destroy":
    case "stolen":
      // Ends are rare, or a history is over before it has begun.
      return [];
    default:
      return inState("ACTIVE");
  }
}

function standsAt(picture: Picture, link: string): string | null {
  const unit = picture.units[link];
  return unit?.parent ? standsAt(picture, unit.parent) : (unit?.site ?? null);
}

/** Does one step; undefined: none of these. */
export async function takeLife(world: World, step: LifeStep, picture: Picture): Promise<unknown> {
  const { deps } = world;
  const { kind, who, other, links } = step;
  const requestKey = `step-${step.n}`;
  const entry = "camera" as const;
  const mode = who % 2 === 0 ? ("proceed" as const) : ("all-or-nothing" as const);
  const many = { requestKey, links, mode, entry };
  const scope = other % 7 === 0 ? inspector : who % 5 === 0 ? step.scope : (SPECIALIST[kind] ?? step.scope);
  switch (kind) {
    case "void":
      return voidPacks(deps, scope, many);
    case "export":
      return exportPacks(deps, scope, many);
    case "sample":
      return samplePacks(deps, scope, { ...many, kind: "SAMPLE" });
    case "free-sample":
      return samplePacks(deps, scope, { ...many, kind: "FREE_SAMPLE" });
    case "lock":
      return lockPacks(deps, scope, many);
    case "check-out":
      return checkOutPacks(deps, scope, many);
    case "ward-issue":
      return issueToWard(deps, scope, many);
    case "destroy": {
      const colleague = PEOPLE.find(
        ({ orgId, personId }) => orgId === scope.orgId && personId !== scope.personId,
      );
      const witness = other % 5 === 0 ? otto.personId : (colleague?.personId ?? null);
      return other % 3 === 0
        ? destroyPacks(deps, scope, { ...many, links: links.slice(0, 1), witness })
        : null;
    }
    case "stolen": {
      const open = picture.shipmentIds.filter((shipment) => shipment.open);
      const under = open[other % Math.max(open.length, 1)];
      const packs =
        under && who % 3 === 0 ? { shipmentId: shipmentId(under.id) } : { links: links.slice(0, 1) };
      return other % 4 === 0 ? reportStolen(deps, scope, { requestKey, packs, mode, entry }) : null;
    }
    case "undo": {
      const state = picture.units[links[0] ?? ""]?.state;
      const undoes = UNDOABLE_STATES.find((known) => known === state) ?? "EXPORTED";
      return undoPacks(deps, scope, { ...many, undoes, declaredNotHandedOver: other % 9 !== 0 });
    }
    case "open": {
      const packs = links.map((link) => ({
        link,
        remaining: Math.floor((picture.units[link]?.remaining ?? 30) / (1 + (other % 4))),
      }));
      return openPacks(deps, scope, { requestKey, packs, mode, entry });
    }
    case "repack": {
      const news = Object.keys(picture.units)
        .filter((link) => link.includes(repacked.gtin) && picture.units[link]?.state === "ACTIVE")
        .sort();
      const from = other % Math.max(news.length, 1);
      const came = news.slice(from, from + 1 + (who % 2));
      return repackPacks(deps, scope, { requestKey, olds: links, news: came, entry });
    }
    case "restock": {
      const declared = { handedOver: false, intact: who % 7 !== 0, storedWell: true };
      return restockPacks(deps, step.scope, { ...many, declared });
    }
    case "replacing": {
      const [unit] = await deps.ledger.find(scope, links.slice(0, 1));
      return unit?.batch ? findReplacingPacks(deps, inspector, unit.batch.id) : null;
    }
    default:
      return undefined;
  }
}
