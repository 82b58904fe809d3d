import type { Meant } from "@/lib/core/capture/meant";
import { glnOf } from "@/lib/core/capture/parties";
import { ownOf, type Told } from "@/lib/core/capture/told";
import { ssccOf } from "@/lib/core/gs1/link";
import { personId } from "@/lib/core/pack/ids";
import { UNDOABLE_STATES } from "@/lib/core/pack/undo";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { type OnBehalf, onBehalf } from "./acting-for";
import { checkOutPacks } from "./check-out-packs";
import { commissionContainers } from "./commission-containers";
import { countInStock } from "./count-in-stock";
import { destroyPacks } from "./destroy-packs";
import { exportPacks } from "./export-packs";
import { issueToWard } from "./issue-to-ward";
import { lockPacks } from "./lock-packs";
import type { ManyPacks } from "./many-packs";
import { openPacks } from "./open-packs";
import { packUnits } from "./pack-units";
import type { Deps, LedgerTx } from "./ports";
import { repackPacks } from "./repack-packs";
import { reportStolen } from "./report-stolen";
import { samplePacks } from "./sample-packs";
import type { TenantScope } from "./scope";
import { supplyPacks } from "./supply-packs";
import { commissionTold } from "./told-commissioning";
import { carryOutDecision, personsOnly } from "./told-decisions";
import { callBack, receiveTold, shipTold } from "./told-handover";
import { undoPacks } from "./undo-packs";
import { unpackUnits } from "./unpack-units";
import { voidPacks } from "./void-packs";

export type Order<Meaning extends Meant = Meant> = { readonly meant: Meaning; readonly told: Told };

/** Does what an event means by the very operation a screen would call, in the transaction that is open. */
export async function carryOut(
  deps: Deps,
  tx: LedgerTx,
  own: TenantScope,
  { meant, told }: Order,
): Promise<Result<unknown>> {
  const acting = await actingFor(deps, own, told);
  if (!acting.ok) return acting;
  // Whatever the event means, it is done in that name or refused in it.
  const scope = await onBehalf(deps, own, acting.value);
  const common = { requestKey: "", entry: "api" } as const;
  const packs = (links: readonly string[]): ManyPacks => ({ ...common, links, mode: "all-or-nothing" });
  switch (meant.do) {
    case "observe":
      return ok(null);
    case "commission-packs":
      return commissionTold(deps, tx, scope, meant, common);
    case "commission-containers":
      return commissionContainers(deps, scope, {
        ...common,
        ssccs: meant.epcs.flatMap((link) => ssccOf(link) ?? []),
      });
    case "pack":
      return packUnits(deps, scope, {
        ...common,
        parent: meant.parent,
        children: meant.children,
        oneBatch: false,
      });
    case "unpack":
      return unpackUnits(deps, scope, { ...common, parent: meant.parent, children: meant.children });
    case "ship":
      return shipTold(deps, tx, scope, meant, common);
    case "void-ship":
      return callBack(deps, tx, scope, meant, common);
    case "receive":
      return receiveTold(deps, tx, scope, meant, common);
    case "count-in":
      return countInStock(deps, scope, { ...common, units: meant.epcs });
    case "supply":
      return meant.partial
        ? opened(deps, scope, meant.epcs, told)
        : supplyPacks(deps, scope, packs(meant.epcs));
    case "hand-out":
      return meant.partial
        ? opened(deps, scope, meant.epcs, told)
        : issueToWard(deps, scope, packs(meant.epcs));
    case "undo":
      return undoTold(deps, tx, scope, packs(meant.epcs));
    case "unlock":
      return undoPacks(deps, scope, { ...packs(meant.epcs), undoes: "LOCKED", declaredNotHandedOver: false });
    case "lock":
      return lockPacks(deps, scope, packs(meant.epcs));
    case "sample":
      return samplePacks(deps, scope, { ...packs(meant.epcs), kind: meant.kind });
    case "export":
      return exportPacks(deps, scope, packs(meant.epcs));
    case "check-out":
      return checkOutPacks(deps, scope, packs(meant.epcs));
    case "repack":
      return repackPacks(deps, scope, { ...common, olds: meant.inputs, news: meant.outputs });
    case "stolen":
      return reportStolen(deps, scope, {
        ...common,
        packs: { links: meant.epcs },
        mode: "all-or-nothing",
      });
    case "void":
      return voidPacks(deps, scope, packs(meant.epcs));
    case "destroy":
    case "dispose": {
      const witness = ownOf(told, "witness");
      return destroyPacks(deps, scope, {
        ...packs(meant.epcs),
        witness: witness === null ? null : personId(witness.replace(/^urn:uuid:/, "")),
      });
    }
    case "missing":
      return personsOnly("Report it at the receiving station, where the delivery is known.");
    default:
      return carryOutDecision(deps, tx, scope, meant, told);
  }
}

/** In whose name: an organisation of ours by the GLN that the event tells. */
async function actingFor(
  deps: Deps,
  scope: TenantScope,
  told: Told,
): Promise<Result<OnBehalf, "HOLDER_UNKNOWN">> {
  const party = ownOf(told, "actingFor");
  if (party === null) return ok({});
  const gln = glnOf(party);
  const organisations = await deps.directory.organisations(scope);
  const holder = organisations.find(({ sites }) => sites.some((site) => site.gln === gln));
  return holder
    ? ok({ actingFor: holder.id })
    : refuse(
        "HOLDER_UNKNOWN",
        "The organisation in whose name this was captured is not in Packproof.",
        "Send the GLN of one of its sites as packproof:actingFor.",
      );
}

/** Whoever sends it states that no pack was handed to a patient (docs/epcis.md). */
async function undoTold(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  packs: ManyPacks,
): Promise<Result<unknown>> {
  const [first] = await tx.lock(packs.links, "transition");
  const state = UNDOABLE_STATES.find((undoable) => undoable === first?.state);
  return undoPacks(deps, scope, { ...packs, undoes: state ?? "SUPPLIED", declaredNotHandedOver: true });
}

async function opened(
  deps: Deps,
  scope: TenantScope,
  epcs: readonly string[],
  told: Told,
): Promise<Result<unknown>> {
  const remaining = Number(ownOf(told, "remaining") ?? Number.NaN);
  return Number.isInteger(remaining)
    ? openPacks(deps, scope, {
        requestKey: "",
        packs: epcs.map((link) => ({ link, remaining })),
        mode: "all-or-nothing",
        entry: "api",
      })
    : refuse(
        "REMAINING_MISSING",
        "A part of a pack was handed out, and this event doesn't say what is left.",
        "Send the units left in each pack as packproof:remaining.",
      );
}
