import type { OwnDisposition, RegistryState, RootPlace } from "@/lib/core/pack/axes";
import { type Balance, balanceOf, type Counted } from "@/lib/core/recall/buckets";
import type { Picture } from "./picture";

/** The picture's words are the ledger's: its columns take no others. */
const counted = (
  state: string,
  own: string | null,
  place: string | null,
  held: boolean,
  count: number,
): Counted => ({
  state: state as RegistryState,
  disposition: (own ?? place) as OwnDisposition | RootPlace,
  held,
  count,
});

/** From a unit's container up to the root: where the root is, and whether anything on the way is held. */
function around(
  units: Picture["units"],
  link: string | null,
): { readonly place: string | null; readonly held: boolean } {
  const unit = link === null ? undefined : units[link];
  if (!unit) return { place: null, held: false };
  const above = around(units, unit.parent);
  return { place: unit.place ?? above.place, held: unit.holds.length > 0 || above.held };
}

const isPackLink = (link: string): boolean => link.includes("/01/");

/** The recall equation of everything there is, from the packs one by one and from the running counters. */
export function balancesOf(picture: Picture): { readonly packs: Balance; readonly counters: Balance } {
  const packs = Object.entries(picture.units).filter(([link]) => isPackLink(link));
  const commissioned = packs.filter(([, { state }]) => state !== "ALLOCATED").length;
  const one = packs.map(([link, { state, ownDisposition }]) => {
    const { place, held } = around(picture.units, link);
    return counted(state, ownDisposition, place, held, 1);
  });
  const many = Object.entries(picture.stock).map(([key, n]) => {
    const [, parent = "-", , , at = "-", state = "", own = "-", held] = key.split(" ");
    const above = around(picture.units, parent === "-" ? null : parent);
    const place = at === "-" ? above.place : at;
    return counted(state, own === "-" ? null : own, place, held === "held" || above.held, n);
  });
  return { packs: balanceOf(commissioned, one), counters: balanceOf(commissioned, many) };
}
