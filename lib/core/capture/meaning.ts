import { SHIPMENT_PURPOSES, type ShipmentPurpose } from "@/lib/core/custody/purposes";
import type { QuantityLine } from "@/lib/core/custody/quantities";
import { lotOf } from "@/lib/core/gs1/link";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { decisions } from "./decisions";
import { type InboundRule, notDoubled, quantitiesAgree, saysHandover } from "./inbound-rules";
import type { Meant, Subject } from "./meant";
import { badPairing, paired, stated } from "./pairing";
import { ownOf, type Told } from "./told";

/**
 * What a valid event means for the ledger, or which inbound rule it breaks. Total: what no row of the table of pharma
 * events fits is observed. Whether it may be done is the ledger's question, not this one's. Of the products `withoutSerials`
 * (by GTIN) a handover moves the numbers it tells; of all others they only count what is named, or is in it.
 */
export function meaningOf(
  told: Told,
  withoutSerials: ReadonlySet<string> = NONE,
): Result<Meant, InboundRule> {
  const meant = rowOf(told, withoutSerials);
  if (!meant.ok || meant.value.do === "observe") return meant;
  const doubled = notDoubled(told);
  if (!doubled.ok) return doubled;
  const counted = quantitiesAgree(told);
  if (!counted.ok) return counted;
  return saysHandover(told, meant.value);
}

const NONE: ReadonlySet<string> = new Set();

function rowOf(told: Told, withoutSerials: ReadonlySet<string>): Result<Meant, InboundRule> {
  switch (told.type) {
    case "ObjectEvent":
      return objects(told, quantitiesIn(told, withoutSerials));
    case "AggregationEvent":
      return aggregation(told);
    case "TransformationEvent":
      return transformation(told);
    // Documents and fixtures that belong to goods change nothing about where they are.
    default:
      return OBSERVED;
  }
}

const OBSERVED = ok({ do: "observe" } as const);

/** Said of a container a pack or container can be in; a vehicle or a tote by GRAI is not one. */
function aggregation(told: Told): Result<Meant, InboundRule> {
  const { action, parent, children, bizStep } = told;
  if (parent === null || !parent.includes("/00/") || action === "OBSERVE") return OBSERVED;
  if (action === "ADD") {
    if (children.length === 0) return OBSERVED;
    return paired(told, bizStep === "unpacking" ? [] : PACKING) ?? ok({ do: "pack", parent, children });
  }
  return paired(told, bizStep === "packing" ? [] : PACKING) ?? ok({ do: "unpack", parent, children });
}

const PACKING = [
  "in_progress",
  "active",
  "container_closed",
  "container_open",
  "sellable_accessible",
  "sellable_not_accessible",
] as const;

function transformation(told: Told): Result<Meant, InboundRule> {
  const { bizStep, inputs, outputs, lotNumber, itemExpirationDate } = told;
  if (bizStep !== "repackaging" || inputs.length === 0 || outputs.length === 0) return OBSERVED;
  if (lotNumber === null || itemExpirationDate === null) return lotMissing();
  return ok({ do: "repack", inputs, outputs, lotNumber, itemExpirationDate });
}

/** ObjectEvents by their business step. */
function objects(told: Told, quantities: readonly QuantityLine[]): Result<Meant, InboundRule> {
  const { epcs, bizStep } = told;
  if (epcs.length > 0 || quantities.length > 0) {
    if (bizStep === "shipping") return handover(told, quantities, ["in_transit", "returned"]);
    if (bizStep === "receiving") return handover(told, quantities, ARRIVED);
  }
  const subject = subjectOf(told);
  if (subject === null) return OBSERVED;
  if (bizStep === "holding" || bizStep === "inspecting") return decisions(told, subject);
  if (epcs.length === 0) return OBSERVED;
  const state = ownOf(told, "registryState");
  switch (bizStep) {
    case "commissioning":
      return commissioning(told);
    case "void_shipping":
      return (
        paired(told, ["in_progress"]) ?? ok({ do: "void-ship", epcs, desadv: transaction(told, "desadv") })
      );
    case "stock_taking":
      if (told.disposition === "unknown") return stated(told, null) ?? ok({ do: "missing", epcs });
      return told.disposition === "sellable_accessible"
        ? (stated(told, null) ?? ok({ do: "count-in", epcs }))
        : OBSERVED;
    case "storing":
      return told.disposition === "sellable_accessible" ? ok({ do: "count-in", epcs }) : OBSERVED;
    case "dispensing":
      return dispensing(told);
    case "stocking":
      return undoing(told);
    case "departing":
      return state === null
        ? OBSERVED
        : (stated(told, "EXPORTED", ["unavailable"]) ?? ok({ do: "export", epcs }));
    case "sampling":
      return state === "SAMPLE" || state === "FREE_SAMPLE"
        ? (paired(told, ["unavailable"]) ?? ok({ do: "sample", kind: state, epcs }))
        : (stated(told, null) ?? OBSERVED);
    case "removing":
      return state === null
        ? OBSERVED
        : (stated(told, "CHECKED_OUT", ["inactive"]) ?? ok({ do: "check-out", epcs }));
    case "destroying":
      return told.action === "DELETE"
        ? (stated(told, "DESTROYED", ["destroyed"], "DELETE") ?? ok({ do: "destroy", epcs }))
        : (stated(told, null, ["destroyed"]) ?? ok({ do: "dispose", epcs }));
    case "decommissioning":
      return stated(told, "VOID", ["inactive"], "DELETE") ?? ok({ do: "void", epcs });
    default:
      // DELETE ends an EPC's life, and only the two steps above may say so.
      return told.action === "DELETE" ? badPairing(told, "DELETE") : (stated(told, null) ?? OBSERVED);
  }
}

const ARRIVED = ["in_progress", "returned", "sellable_accessible", "sellable_not_accessible"] as const;

function commissioning(told: Told): Result<Meant, InboundRule> {
  const { epcs, lotNumber, itemExpirationDate } = told;
  if (told.action !== "ADD") return told.action === "OBSERVE" ? OBSERVED : badPairing(told, "DELETE");
  const wrong = stated(told, "ACTIVE", ["active"], "ADD");
  if (wrong) return wrong;
  const containers = epcs.filter((epc) => epc.includes("/00/"));
  if (containers.length === epcs.length) return ok({ do: "commission-containers", epcs });
  if (containers.length > 0) {
    return refuse(
      "MIXED_LEVELS",
      "This event commissions packs and containers together.",
      "Send one event for the packs and one for their containers.",
    );
  }
  if (lotNumber === null || itemExpirationDate === null) return lotMissing();
  return ok({ do: "commission-packs", epcs, lotNumber, itemExpirationDate });
}

const lotMissing = () =>
  refuse(
    "LOT_MISSING",
    "Packs are commissioned with batch and expiry, and this event lacks one of them.",
    "Send cbvmda:lotNumber and cbvmda:itemExpirationDate in ilmd.",
  );

/** Told of batches (AI 01/10), in whole packs. */
const quantitiesIn = ({ classes }: Told, withoutSerials: ReadonlySet<string>): readonly QuantityLine[] =>
  withoutSerials.size === 0
    ? []
    : classes.flatMap(({ role, link, quantity, uom }) => {
        const lot = role === "objectClass" && uom === null ? lotOf(link) : null;
        return lot && quantity !== null && withoutSerials.has(lot.gtin)
          ? [{ gtin: lot.gtin, batch: lot.number, quantity }]
          : [];
      });

/** shipping and receiving. */
function handover(
  told: Told,
  quantities: readonly QuantityLine[],
  dispositions: readonly string[],
): Result<Meant, InboundRule> {
  const wrong = stated(told, null, dispositions);
  if (wrong) return wrong;
  const sides = {
    epcs: told.epcs,
    quantities,
    from: partyOf(told.sources),
    to: partyOf(told.destinations),
    desadv: transaction(told, "desadv"),
  };
  if (told.bizStep === "receiving") {
    return ok({ do: "receive", ...sides, recadv: transaction(told, "recadv") });
  }
  const purpose = purposeOf(told);
  return purpose.ok
    ? ok({ do: "ship", ...sides, po: transaction(told, "po"), purpose: purpose.value })
    : purpose;
}

/** CBV has a word for what goes back only; every other purpose is told by a member of our own. */
function purposeOf(told: Told): Result<ShipmentPurpose | null, "CBV_PAIRING"> {
  const said = ownOf(told, "purpose");
  const goesBack = told.disposition === "returned";
  if (said === null) return ok(goesBack ? "return" : null);
  const purpose = SHIPMENT_PURPOSES.find((one) => one === said);
  return purpose === undefined || (goesBack && !BACKWARDS.includes(purpose))
    ? badPairing(told, `packproof:purpose ${said}`)
    : ok(purpose);
}

const BACKWARDS: readonly ShipmentPurpose[] = ["return", "recall-return"];

function dispensing(told: Told): Result<Meant, InboundRule> {
  const { epcs } = told;
  const partial = told.disposition === "partially_dispensed";
  const wrong = stated(told, "SUPPLIED", ["dispensed", "partially_dispensed"]);
  if (wrong) return wrong;
  return ok({ do: ownOf(told, "registryState") === null ? "hand-out" : "supply", partial, epcs });
}

function undoing(told: Told): Result<Meant, InboundRule> {
  const undoes = ownOf(told, "undoes");
  if (ownOf(told, "registryState") === null && undoes === null) return OBSERVED;
  const wrong = stated(told, "ACTIVE", ["sellable_accessible"]);
  if (wrong) return wrong;
  return undoes === null
    ? refuse(
        "UNDONE_EVENT_MISSING",
        "This event undoes something and doesn't say what.",
        "Send the eventID of the event it undoes as packproof:undoes.",
      )
    : ok({ do: "undo", undoes, epcs: told.epcs });
}

function subjectOf({ epcs, classes }: Told): Subject | null {
  if (epcs.length > 0) return { epcs };
  const [only, ...others] = classes;
  return only && others.length === 0 ? { epcClass: only.link } : null;
}

const transaction = ({ transactions }: Told, type: string): string | null =>
  transactions.find((one) => one.type === type)?.id ?? null;

const partyOf = (list: Told["sources"]) => {
  const of = (type: string): string | null => list.find((one) => one.type === type)?.id ?? null;
  return { owner: of("owning_party"), possessor: of("possessing_party"), location: of("location") };
};
