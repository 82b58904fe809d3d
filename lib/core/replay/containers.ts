import { type Around, type Life, lifeOf, type Replayed } from "./life";
import { meaningOf, type Whereabouts } from "./meaning";
import type { Custody, NamedAs, Told } from "./told";

/** How a container stood from a place of the ledger's order on. */
type Version = {
  readonly seq: number;
  readonly parentId: string | null;
  readonly custody: Custody | null;
  readonly holds: number;
};

type Said = { readonly seq: number; readonly whereabouts: Whereabouts };

type Container = { readonly life: Life; readonly versions: Version[]; said: Said[] | null };

/**
 * All containers, replayed together in the ledger's order. Packs are replayed one by one afterwards and ask here what
 * befell the containers they were in: memory grows with containers and their events, and not with packs.
 */
export function containersOf() {
  const containers = new Map<string, Container>();
  const around: Around = { custodyAt, holdsAt, saidBetween };

  function open(id: string): Container {
    const known = containers.get(id) ?? { life: lifeOf(around), versions: [], said: null };
    containers.set(id, known);
    return known;
  }

  /** Every event that names a container, in the ledger's order. `parentId`: of an aggregation. */
  function live(id: string, told: Told, as: NamedAs, parentId: string | null): void {
    const container = open(id);
    const { unit } = container.life;
    container.life.until(told.seq);
    const before = unit.own;
    container.life.live(told, as, parentId);
    const whereabouts = meaningOf(told, as)?.whereabouts;
    const cameBack = whereabouts === "returned" || whereabouts === "retrieved";
    // The packs inside came back; their container is one like any other, and only no longer lost.
    if (cameBack) unit.own = before === "UNKNOWN" ? null : before;
    // Most receipts find nothing that was lost: nothing is said of what is inside then.
    if (cameBack || whereabouts === "lost" || (whereabouts === "found" && before === "UNKNOWN")) {
      container.said = [...(container.said ?? []), { seq: told.seq, whereabouts }];
    }
    const { parentId: parent, custody, holds } = unit;
    const last = container.versions.at(-1);
    if (last?.parentId !== parent || last.custody !== custody || last.holds !== holds) {
      container.versions.push({ seq: told.seq, parentId: parent, custody, holds });
    }
  }

  /** Containers around this one at a place of the order, from itself to the root. */
  function* upwards(id: string, seq: number): Generator<Version> {
    const seen = new Set<string>();
    for (let at: string | null = id; at !== null && !seen.has(at); ) {
      seen.add(at);
      const version: Version | null = versionAt(containers.get(at)?.versions ?? [], seq);
      if (version === null) return;
      yield version;
      at = version.parentId;
    }
  }

  function custodyAt(id: string, seq: number): Custody | null {
    let root: Version | null = null;
    for (const version of upwards(id, seq)) root = version;
    return root?.custody ?? null;
  }

  function holdsAt(id: string, seq: number): number {
    let sum = 0;
    for (const { holds } of upwards(id, seq)) sum += holds;
    return sum;
  }

  function saidBetween(id: string, from: number, to: number): readonly Said[] {
    const container = containers.get(id);
    if (!container) return [];
    const own = (container.said ?? []).filter(({ seq }) => seq > from && seq <= to);
    const above = container.life.unit.stays.flatMap((stay) => {
      const [begin, end] = [Math.max(from, stay.from), Math.min(to, stay.to ?? to)];
      return begin < end ? saidBetween(stay.parentId, begin, end) : [];
    });
    return above.length === 0 ? own : [...own, ...above].sort((a, b) => a.seq - b.seq);
  }

  return {
    around,
    live,
    /** How it stands at the end; null: no event names it. */
    end: (id: string): Replayed | null => containers.get(id)?.life.until(Number.POSITIVE_INFINITY) ?? null,
  };
}

/** The last version at or before that place of the order. */
function versionAt(versions: readonly Version[], seq: number): Version | null {
  let [low, high] = [0, versions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((versions[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return versions[low - 1] ?? null;
}
