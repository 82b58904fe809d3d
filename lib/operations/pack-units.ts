import { type PackCode, packInto } from "@/lib/core/custody/containment";
import { commissionContainers } from "@/lib/core/epcis/pharma/commission";
import { packUnits as packingEvent } from "@/lib/core/epcis/pharma/packing";
import { glnLink, graiOf, ssccLink } from "@/lib/core/gs1/link";
import { numberedSscc } from "@/lib/core/gs1/sscc";
import { type BatchId, batchId } from "@/lib/core/pack/ids";
import { policyOf } from "@/lib/core/policy/market-policy";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { coversUnits, type OnBehalf, onBehalf } from "./acting-for";
import { idAt } from "./commission-packs";
import { coreUnit } from "./containers";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import type { TreeNode } from "./reading-ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import { broughtBack, newTote, ownsAsset } from "./totes";
import type { Unit } from "./unit";

export type PackUnits = Command &
  OnBehalf & {
    /** An SSCC link that exists, or a tote's GRAI link, or null to number a new container. */
    readonly parent: string | null;
    /** Links of the direct children. */
    readonly children: readonly string[];
    /** Refuse a second batch in the container. */
    readonly oneBatch: boolean;
    readonly entry: EntryMode;
  };

export type PackUnitsCode =
  | GateCode
  | PackCode
  | "NOTHING_TO_PACK"
  | "UNIT_UNKNOWN"
  | "NOT_A_CONTAINER"
  | NumberCode;

type NumberCode = "NO_COMPANY_PREFIX" | "SSCC_PARTS_INVALID" | "SSCC_RANGE_EXHAUSTED";

export type Packed = { readonly sscc: string; readonly link: string; readonly count: number };

/** C2: children go into a container; a new one gets its SSCC and its own commissioning event first. */
export async function packUnits(
  deps: Deps,
  own: TenantScope,
  command: PackUnits,
): Promise<Result<Packed, PackUnitsCode>> {
  const scope = await onBehalf(deps, own, command);
  const organisation = await deps.directory.organisation(scope, scope.orgId);
  return perform(deps, scope, { action: "pack-units", command }, async (tx, now) => {
    const childLinks = [...new Set(command.children)];
    if (childLinks.length === 0) {
      return refuse(
        "NOTHING_TO_PACK",
        "Nothing has been scanned into this case yet.",
        "Scan the first pack.",
      );
    }
    const wanted = command.parent === null ? childLinks : [command.parent, ...childLinks];
    const units = new Map((await tx.lock(wanted, "custody")).map((unit) => [unit.link, unit]));
    const tote = command.parent === null ? null : graiOf(command.parent);
    const unknown = wanted.find((link) => !units.has(link) && (tote === null || link !== command.parent));
    if (unknown) return unitUnknown(unknown);

    const nodes = await tx.tree(wanted);
    const given = command.parent === null ? null : (units.get(command.parent) ?? null);
    if (tote !== null && given === null && !ownsAsset(organisation?.prefixes ?? [], tote)) {
      return unitUnknown(command.parent ?? "");
    }
    const existing =
      tote !== null && given
        ? await broughtBack(deps, tx, scope, given, { nodes, entry: command.entry, now })
        : given;
    if (existing && existing.kind !== "sscc") {
      return refuse(
        "NOT_A_CONTAINER",
        "Nothing can be packed into a single pack.",
        "Scan the SSCC of the case or pallet.",
        { link: existing.link },
      );
    }
    const children = childLinks.flatMap((link) => units.get(link) ?? []);
    const covered = await coversUnits(tx, scope, { action: "pack-units", units: children, now });
    if (!covered.ok) return covered;
    const allowed = mayPack(existing, children, nodes, {
      scope,
      now,
      oneBatch: command.oneBatch || !policyOf(scope.country).mixedBatchCase,
    });
    if (!allowed.ok) return allowed;

    const container =
      existing ??
      (await (tote === null
        ? newContainer(deps, tx, scope, organisation?.prefixes[0], command.entry, now)
        : newTote(deps, tx, scope, { link: command.parent ?? "", grai: tote, entry: command.entry, now })));
    if ("ok" in container) return container;
    const fresh = children.filter((child) => child.parentId !== container.id);
    if (fresh.length > 0) {
      const seq = await tx.nextSeq();
      const { id, facts } = newEvent(deps, scope, now);
      await tx.pack(
        container.id,
        fresh.map((child) => child.id),
        seq,
      );
      await recordEvent(deps, tx, scope, {
        id,
        event: packingEvent({
          ...facts,
          parent: container.link,
          children: fresh.map(({ link }) => link),
          bizLocation: glnLink(scope.siteGln),
        }),
        units: [
          { id: container.id, link: container.link, role: "parent" },
          ...fresh.map((child) => ({ id: child.id, link: child.link, role: "child" as const })),
        ],
        entry: command.entry,
        seq,
        now,
      });
    }
    return ok({ sscc: container.sscc ?? "", link: container.link, count: children.length });
  });
}

type Asking = { readonly scope: TenantScope; readonly now: number; readonly oneBatch: boolean };

/** Every child against the container as it would stand with the children before it inside. */
function mayPack(
  parent: Unit | null,
  children: readonly Unit[],
  nodes: readonly TreeNode[],
  { scope, now, oneBatch }: Asking,
): Result<true, PackCode> {
  const under = (rootId: string) => nodes.filter((node) => node.rootId === rootId);
  const batchesOf = (unit: Unit): readonly BatchId[] =>
    // Batch numbers are unique within a product only.
    [...new Set(under(unit.id).flatMap(({ gtin, batch }) => (batch === null ? [] : `${gtin} ${batch}`)))].map(
      batchId,
    );
  const inside = new Set(parent ? batchesOf(parent) : []);
  for (const child of children) {
    const allowed = packInto({
      parent: parent
        ? {
            ...coreUnit(parent, now),
            // Their number limits the depth; which they are matters for the root only: a child is in nothing.
            ancestors: Array.from({ length: parent.depth }, () => parent.rootId),
            batches: [...inside],
          }
        : { ...newParentOf(scope), batches: [...inside] },
      child: {
        ...coreUnit(child, now),
        height: Math.max(0, ...under(child.id).map(({ depth }) => depth)),
        registryState: child.kind === "sgtin" ? child.state : null,
        batches: batchesOf(child),
      },
      here: { siteId: scope.siteId },
      oneBatch,
    });
    if (!allowed.ok) return allowed;
    for (const batch of batchesOf(child)) inside.add(batch);
  }
  return ok(true);
}

/** A container that is numbered only if everything may go into it: here, empty, on its own. */
const newParentOf = (scope: TenantScope) => ({
  id: idAt(["0" as Unit["id"]], 0),
  link: "",
  parentId: null,
  custody: { holderOrgId: scope.orgId, siteId: scope.siteId, place: "AT_SITE" as const },
  ancestors: [],
});

async function newContainer(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  prefix: string | undefined,
  entry: EntryMode,
  now: number,
): Promise<Pick<Unit, "id" | "link" | "sscc"> | Refused<NumberCode>> {
  if (prefix === undefined) {
    return refuse(
      "NO_COMPANY_PREFIX",
      "Your organisation has no GS1 company prefix to number containers with.",
      "Ask an administrator to add it, or scan a label that is printed already.",
    );
  }
  const numbered = await freeSscc(tx, prefix);
  if (!numbered.ok) return numbered;
  const sscc = numbered.value;
  const link = ssccLink(sscc);
  const event = newEvent(deps, scope, now);
  const created = { siteId: scope.siteId, links: [link], ssccs: [sscc], eventId: event.id };
  const id = idAt(await tx.createContainers(created), 0);
  await recordEvent(deps, tx, scope, {
    id: event.id,
    event: commissionContainers({ ...event.facts, epcs: [link] }),
    units: [{ id, link, role: "object" }],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
  return { id, link, sscc };
}

/** The prefix's next number; a line may have used it for a container of its own. */
async function freeSscc(tx: LedgerTx, prefix: string) {
  for (;;) {
    const made = numberedSscc(prefix, BigInt(await tx.numberContainer(prefix)));
    if (!made.ok || (await tx.lock([ssccLink(made.value)], "transition")).length === 0) return made;
  }
}

const unitUnknown = (link: string): Refused<"UNIT_UNKNOWN"> =>
  refuse("UNIT_UNKNOWN", "One of these codes is not in Packproof.", "Put that unit aside.", { link });
