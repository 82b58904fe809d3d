import { isObject } from "@/lib/core/canonical/is-object";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
import type { Told } from "./told";

/** What was decided about a class: of a batch (AI 01/10) by link, or of a product (AI 01). */
export type Decided = {
  released: boolean;
  /** Open holds, the maker's own among them. */
  holds: number;
  /** Market → how it is recalled there, "class depth". */
  readonly recalls: Map<string, string>;
  /** Markets from which it is withdrawn. */
  readonly withdrawn: Set<string>;
  readonly faults: string[];
};

/** Event documents about classes, in the ledger's order, folded by the class that they name. */
export function decisionsOf() {
  const decided = new Map<string, Decided>();

  function of(epcClass: string): Decided {
    const known = decided.get(epcClass) ?? {
      released: false,
      holds: 0,
      recalls: new Map(),
      withdrawn: new Set(),
      faults: [],
    };
    decided.set(epcClass, known);
    return known;
  }

  function live(told: Told, document: unknown): void {
    for (const epcClass of classesOf(document)) apply(of(epcClass), told, document, epcClass);
  }

  return { live, of, all: decided as ReadonlyMap<string, Decided> };
}

const member = (of: unknown, name: string): unknown => (isObject(of) ? of[name] : undefined);
const list = (of: unknown): readonly unknown[] => (Array.isArray(of) ? of : []);
const texts = (of: unknown): readonly string[] => list(of).filter((text) => typeof text === "string");

/** Classes that an ObjectEvent names. */
export const classesOf = (document: unknown): readonly string[] =>
  texts(list(member(document, "quantityList")).map((element) => member(element, "epcClass"))).map(
    normaliseIdentifier,
  );

function apply(class_: Decided, told: Told, document: unknown, epcClass: string): void {
  const persistent = member(document, "persistentDisposition");
  const sets = texts(member(persistent, "set"));
  const unsets = texts(member(persistent, "unset"));
  const markets = texts(member(document, "packproof:market"));
  if (told.bizStep === "inspecting" && told.disposition === "conformant" && unsets.length === 0) {
    if (class_.released) class_.faults.push(`event ${told.eventId} releases it a second time`);
    class_.released = true;
    return;
  }
  if (sets.includes("recalled")) {
    const how = `${member(document, "packproof:recallClass")} ${member(document, "packproof:recallDepth")}`;
    for (const market of markets) class_.recalls.set(market, how);
  } else if (sets.includes("non_sellable_other")) {
    class_.holds += 1;
  } else if (told.bizStep === "holding" && told.disposition === "non_sellable_other") {
    for (const market of markets) class_.withdrawn.add(market);
  }
  if (unsets.includes("non_sellable_other")) class_.holds -= 1;
  if (class_.holds < 0)
    class_.faults.push(`event ${told.eventId} ends a hold that ${epcClass} does not have`);
}
