import type { DeliveredUnit, DeliveryView } from "@/lib/operations/view-delivery";
import type { UnitLevel } from "./level-words";

/** The level of every unit of a tree: a container of containers is a pallet, of packs a case. */
export function levelsOf(units: readonly DeliveredUnit[]): ReadonlyMap<string, "pallet" | "case" | "pack"> {
  const holdsContainers = new Set(
    units.flatMap(({ kind, parentId }) => (kind === "sscc" && parentId !== null ? [parentId] : [])),
  );
  return new Map(
    units.map(({ id, kind }) => [
      id,
      kind === "sgtin" ? "pack" : holdsContainers.has(id) ? "pallet" : "case",
    ]),
  );
}

/** What each line of a delivery is; once the other side possesses it, the inside of a container is not told. */
export function lineLevels({ delivery, units }: DeliveryView): readonly UnitLevel[] {
  const levels = levelsOf(units);
  return delivery.lines.map(({ link, kind }) => levels.get(link) ?? (kind === "sgtin" ? "pack" : "unit"));
}
