import type { QuantityLine } from "@/lib/core/custody/quantities";
import type { Meant, Subject } from "./meant";

/**
 * Whether what the ledger would tell of its own work is what the caller told: then the caller's document is recorded in
 * its place. Words and papers may differ, what becomes of which units may not.
 */
export function sameMeaning(told: Meant, done: Meant): boolean {
  if (told.do !== done.do) return false;
  switch (told.do) {
    case "pack":
      return done.do === "pack" && told.parent === done.parent && sameSet(told.children, done.children);
    case "unpack":
      return (
        done.do === "unpack" &&
        told.parent === done.parent &&
        (told.children.length === 0 || sameSet(told.children, done.children))
      );
    case "repack":
      return (
        done.do === "repack" &&
        sameSet(told.inputs, done.inputs) &&
        sameSet(told.outputs, done.outputs) &&
        sameLot(told, done)
      );
    case "commission-packs":
      return done.do === "commission-packs" && sameSet(told.epcs, done.epcs) && sameLot(told, done);
    case "hold":
    case "release-hold":
    case "recall":
      return "subject" in done && sameSubject(told.subject, done.subject);
    case "release-batch":
    case "withdraw":
      return "epcClass" in done && told.epcClass === done.epcClass;
    case "ship":
    case "receive":
      return (
        done.do === told.do &&
        sameSet(told.epcs, done.epcs) &&
        sameSet(told.quantities.map(counted), done.quantities.map(counted))
      );
    case "observe":
      return true;
    default:
      return "epcs" in done && sameSet(told.epcs, done.epcs) && detailOf(told) === detailOf(done);
  }
}

const counted = ({ gtin, batch, quantity }: QuantityLine): string => `${gtin} ${quantity} ${batch}`;

/** Of a partial or whole supply, of what is undone, of which kind a sample is. */
const detailOf = (meant: Meant): string | boolean | null => {
  if ("partial" in meant) return meant.partial;
  if ("undoes" in meant) return meant.undoes;
  return "kind" in meant ? meant.kind : null;
};

const sameLot = (
  a: { readonly lotNumber: string; readonly itemExpirationDate: string },
  b: { readonly lotNumber: string; readonly itemExpirationDate: string },
): boolean => a.lotNumber === b.lotNumber && a.itemExpirationDate === b.itemExpirationDate;

const sameSubject = (a: Subject, b: Subject): boolean =>
  "epcs" in a ? "epcs" in b && sameSet(a.epcs, b.epcs) : "epcClass" in b && a.epcClass === b.epcClass;

/** Both without repeats. */
function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const there = new Set(b);
  return a.length === b.length && a.every((item) => there.has(item));
}
