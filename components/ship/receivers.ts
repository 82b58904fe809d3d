import type { Organisation } from "@/lib/operations/directory-ports";
import { goodsLicences, mayReceiveGoods } from "@/lib/operations/parties";

/** A site that goods might go to, and what stands in the way. */
export type Receiver = {
  readonly siteId: string;
  readonly organisation: string;
  readonly site: string;
  readonly city: string;
  /** Of the sender's own organisation: a transfer, not a sale. */
  readonly own: boolean;
  readonly barred: Barred | null;
};

export type Barred =
  | { readonly why: "inactive" | "unlicensed" }
  | { readonly why: "ended" | "future" /** "YYYY-MM-DD". */; readonly day: string };

/** Every site of the directory but the sender's, own ones last, what can't be shipped to marked with its reason. */
export function receiversOf(
  organisations: readonly Organisation[],
  here: { readonly orgId: string; readonly siteId: string },
  today: string,
): readonly Receiver[] {
  return organisations
    .flatMap((organisation) =>
      organisation.sites
        .filter(({ id }) => id !== here.siteId)
        .map((site) => ({
          siteId: site.id,
          organisation: organisation.name,
          site: site.name,
          city: site.city,
          own: organisation.id === here.orgId,
          barred: barredOf(organisation, today),
        })),
    )
    .sort((a, b) => Number(a.own) - Number(b.own));
}

function barredOf(organisation: Organisation, today: string): Barred | null {
  if (mayReceiveGoods(organisation, today)) return null;
  if (!organisation.activated) return { why: "inactive" };
  const licences = goodsLicences(organisation);
  const next = licences.map(({ validFrom }) => validFrom).filter((day) => day > today);
  if (next.length > 0) return { why: "future", day: next.sort()[0] ?? today };
  const ends = licences.flatMap(({ validTo }) => validTo ?? []).sort();
  const last = ends.at(-1);
  return last === undefined ? { why: "unlicensed" } : { why: "ended", day: last };
}
