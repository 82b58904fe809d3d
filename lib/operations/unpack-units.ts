import { unpackFrom } from "@/lib/core/custody/containment";
import { standingOf } from "@/lib/core/custody/standing";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { coversUnits, type OnBehalf } from "./acting-for";
import { coreUnit, custodyOf, takeOut } from "./containers";
import { type Command, type GateCode, performFor } from "./perform";
import type { Deps, EntryMode } from "./ports";
import type { TenantScope } from "./scope";

export type UnpackUnits = Command &
  OnBehalf & {
    readonly parent: string;
    /** Empty: everything comes out. */
    readonly children: readonly string[];
    readonly entry: EntryMode;
  };

export type UnpackUnitsCode = GateCode | "UNIT_UNKNOWN" | "NOT_PACKED" | "NOT_IN_CUSTODY";

/** C2, the other way: units leave their container and stand on their own at its place. */
export const unpackUnits = (
  deps: Deps,
  own: TenantScope,
  command: UnpackUnits,
): Promise<Result<{ readonly count: number }, UnpackUnitsCode>> =>
  performFor(deps, own, { action: "unpack-units", command }, async (scope, tx, now) => {
    const [parent] = await tx.lock([command.parent], "custody");
    if (!parent) {
      return refuse("UNIT_UNKNOWN", "This container is not in Packproof.", "Scan its label again.");
    }
    if (standingOf({ custody: custodyOf(parent, now), ownDisposition: null }, scope) !== "HERE") {
      return refuse("NOT_IN_CUSTODY", "That container is not at your site.", "Receive it first.", {
        link: parent.link,
      });
    }
    const links =
      command.children.length > 0
        ? command.children
        : (await tx.tree([parent.link]))
            .filter(({ parentId }) => parentId === parent.id)
            .map(({ link }) => link);
    const children = await tx.lock(links, "custody");
    const unknown = links.find((link) => !children.some((child) => child.link === link));
    if (unknown) {
      return refuse("UNIT_UNKNOWN", "One of these codes is not in Packproof.", "Put that unit aside.", {
        link: unknown,
      });
    }
    for (const child of children) {
      const allowed = unpackFrom(parent, coreUnit(child, now), { siteId: scope.siteId });
      if (!allowed.ok) return allowed;
    }
    const covered = await coversUnits(tx, scope, { action: "unpack-units", units: [parent], now });
    if (!covered.ok) return covered;
    await takeOut(deps, tx, scope, children, { entry: command.entry, now });
    return ok({ count: children.length });
  });
