import type { RecallClass, RecallDepth } from "@/lib/core/pack/axes";
import type { BatchLine } from "@/lib/operations/desk-ports";
import type { Organisation, Product } from "@/lib/operations/directory-ports";
import type { NamedSite, RecallPlace, RecallWay } from "@/lib/operations/recall-desk-ports";
import type { RecallView } from "@/lib/operations/view-recall";
import { isFetched, patientsByCity, placesNow } from "./places-now";
import { scopeOf } from "./recall-input";

export type FirstHour = {
  readonly product: string;
  readonly pack: string;
  readonly gtin: string;
  readonly maker: string;
  readonly makerPhone: string | null;
  readonly organisation: string;
  readonly signedAt: number;
  readonly batches: readonly { readonly number: string; readonly lastValidDay: string }[];
  readonly reason: string;
  readonly class: RecallClass;
  readonly depth: RecallDepth;
  readonly released: number;
  readonly firstDelivery: number | null;
  readonly countries: readonly string[];
  readonly reachable: number;
  readonly withPatients: number;
  readonly patients: readonly (readonly [city: string, packs: number])[];
  /** Saleable packs of other batches of the product. */
  readonly unaffected: number;
  /** Whether they replace what is recalled. */
  readonly shortage: "none" | "some" | "likely";
  readonly contacts: readonly { readonly site: NamedSite; readonly packs: number }[];
};

type Sources = {
  readonly recall: RecallView;
  readonly signedAt: number;
  readonly places: readonly RecallPlace[];
  readonly ways: readonly RecallWay[];
  readonly batches: readonly BatchLine[];
  readonly organisations: readonly Organisation[];
  readonly product: Product | null;
};

/** The sheet's facts, from what the registry knows at this moment. */
export function firstHourOf({
  recall,
  signedAt,
  places,
  ways,
  batches,
  organisations,
  product,
}: Sources): FirstHour {
  const recalled = recall.batches.map(({ id }) => id);
  const scopes = recall.batches.flatMap(({ balance }) => (balance ? [scopeOf(balance)] : []));
  const sum = (of: (scope: ReturnType<typeof scopeOf>) => number) =>
    scopes.reduce((total, scope) => total + of(scope), 0);
  const reachable = sum((scope) => scope.reachable);
  const unaffected = batches
    .filter(
      ({ id, productId, held, recalled: stopped, state }) =>
        productId === product?.id && !recalled.includes(id) && !held && !stopped && state === "RELEASED",
    )
    .reduce((total, { atSite, inTransit, elsewhere }) => total + atSite + inTransit + elsewhere, 0);
  const deliveredTo = new Set(ways.flatMap(({ to }) => (to ? [to.id] : [])));
  const sites = organisations.flatMap((organisation) => organisation.sites);
  const maker = organisations.find(({ id }) => id === product?.holderId);
  const makerSite = maker?.sites.find(({ phone }) => phone !== null);
  return {
    product: product ? `${product.name} ${product.strength}` : (recall.batches[0]?.product ?? ""),
    pack: product ? `${product.form}, ${product.packSize}` : "",
    gtin: recall.batches[0]?.gtin ?? "",
    maker: recall.maker,
    makerPhone: makerSite?.phone ?? null,
    organisation: recall.organisation,
    signedAt,
    batches: recall.batches.map(({ id, number }) => ({
      number,
      lastValidDay: batches.find((batch) => batch.id === id)?.lastValidDay ?? "",
    })),
    reason: recall.reason,
    class: recall.recall.class,
    depth: recall.recall.depth,
    released: sum((scope) => scope.packs),
    firstDelivery: ways.length === 0 ? null : Math.min(...ways.map(({ first }) => first)),
    countries: [
      ...new Set(sites.flatMap(({ id, country }) => (deliveredTo.has(id) ? [country] : []))),
    ].sort(),
    reachable,
    withPatients: sum((scope) => scope.withPatients),
    patients: patientsByCity(places),
    unaffected,
    shortage: unaffected === 0 ? "likely" : unaffected < reachable ? "some" : "none",
    contacts: contactsOf(places),
  };
}

/** Every site that has some of it or gets some, with how many. */
function contactsOf(places: readonly RecallPlace[]): FirstHour["contacts"] {
  const contacts = new Map<string, { readonly site: NamedSite; readonly packs: number }>();
  for (const { site, to, bucket, count } of placesNow(places)) {
    const at = to ?? site;
    if (at === null || !isFetched(bucket)) continue;
    contacts.set(at.id, { site: at, packs: (contacts.get(at.id)?.packs ?? 0) + count });
  }
  return [...contacts.values()].sort((a, b) => b.packs - a.packs);
}
