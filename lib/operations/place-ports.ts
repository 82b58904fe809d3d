import type { PlaceKind } from "@/lib/core/custody/place";
import type { EpcId, EventId, SiteId } from "@/lib/core/pack/ids";

export type PlaceWithUnits = {
  readonly label: string;
  readonly kind: PlaceKind;
  readonly links: readonly string[];
};

/** Places inside sites, and totes. */
export type PlaceTx = {
  /** The kind the place has: the one given, or the one it had before. */
  definePlace(place: {
    readonly siteId: SiteId;
    readonly label: string;
    readonly kind: PlaceKind;
  }): Promise<PlaceKind>;
  /** Null: there is no such place. */
  placeKind(siteId: SiteId, label: string): Promise<PlaceKind | null>;
  putAway(roots: readonly EpcId[], label: string): Promise<void>;
  places(siteId: SiteId): Promise<readonly PlaceWithUnits[]>;
  createTote(tote: {
    readonly siteId: SiteId;
    readonly link: string;
    readonly grai: string;
    readonly eventId: EventId;
  }): Promise<EpcId>;
};
