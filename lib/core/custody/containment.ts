import type { Custody, Here, RegistryState } from "@/lib/core/pack/axes";
import type { BatchId, EpcId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { standingOf } from "./standing";

/** Levels below the root; a pallet of cases of packs has three. Deeper trees are data faults in practice. */
export const MAX_DEPTH = 5;

export type Unit = {
  readonly id: EpcId;
  readonly link: string;
  readonly parentId: EpcId | null;
  readonly custody: Custody;
};

export type Parent = Unit & {
  /** From its own parent up to the root; empty for a root. */
  readonly ancestors: readonly EpcId[];
  /** Batches already inside. */
  readonly batches: readonly BatchId[];
};

export type Child = Unit & {
  /** Levels below it: 0 for a pack. */
  readonly height: number;
  /** A pack's registry state; null for a container, which has none. */
  readonly registryState: RegistryState | null;
  readonly batches: readonly BatchId[];
};

export type PackCode =
  | "NOT_IN_CUSTODY"
  | "ALREADY_PACKED"
  | "CYCLE"
  | "TOO_DEEP"
  | "MIXED_BATCH"
  | "ALREADY_INACTIVE";

export type PackInput = {
  readonly parent: Parent;
  readonly child: Child;
  readonly here: Pick<Here, "siteId">;
  /** One batch a container, where the organisation's policy or a homogeneous case (SGTIN) asks for it. */
  readonly oneBatch: boolean;
};

const GONE: ReadonlySet<RegistryState | null> = new Set(["DESTROYED", "STOLEN", "VOID"]);

/** C2, put one unit into a container. Value: false when it is in there already. */
export function packInto({
  parent,
  child,
  here,
  oneBatch,
}: PackInput): Result<{ changed: boolean }, PackCode> {
  if (child.id === parent.id || parent.ancestors.includes(child.id)) {
    return refuse("CYCLE", "A container can't go into itself.", "Scan the outer container first.");
  }
  if (child.parentId === parent.id) return ok({ changed: false });
  for (const unit of [parent, child]) {
    if (standingOf({ custody: unit.custody, ownDisposition: null }, here) !== "HERE") {
      return refuse(
        "NOT_IN_CUSTODY",
        "That unit is not at your site.",
        "Receive it first, or put it aside.",
        {
          link: unit.link,
        },
      );
    }
  }
  if (child.parentId !== null) {
    return refuse("ALREADY_PACKED", "That unit is in another container.", "Take it out of that one first.", {
      link: child.link,
    });
  }
  if (GONE.has(child.registryState)) {
    return refuse("ALREADY_INACTIVE", "That pack is recorded as gone.", "Put it in quarantine.", {
      link: child.link,
      state: child.registryState,
    });
  }
  if (parent.ancestors.length + 1 + child.height > MAX_DEPTH) {
    return refuse(
      "TOO_DEEP",
      `Containers nest at most ${MAX_DEPTH} levels deep.`,
      "Pack it one level higher.",
    );
  }
  const batches = new Set([...parent.batches, ...child.batches]);
  if (oneBatch && batches.size > 1) {
    return refuse("MIXED_BATCH", "This container holds another batch.", "Put the pack aside.", {
      link: child.link,
    });
  }
  return ok({ changed: true });
}

/** C2, take one unit out of the container it is in. */
export function unpackFrom(
  parent: Pick<Unit, "id">,
  child: Unit,
  here: Pick<Here, "siteId">,
): Result<true, "NOT_PACKED" | "NOT_IN_CUSTODY"> {
  if (child.parentId !== parent.id) {
    return refuse("NOT_PACKED", "That unit is not in this container.", "Scan it to see where it is.", {
      link: child.link,
    });
  }
  if (standingOf({ custody: child.custody, ownDisposition: null }, here) !== "HERE") {
    return refuse("NOT_IN_CUSTODY", "That unit is not at your site.", "Receive it first.", {
      link: child.link,
    });
  }
  return ok(true);
}
