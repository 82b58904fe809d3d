declare const brand: unique symbol;

type Branded<Name extends string> = string & { readonly [brand]: Name };

/** An id of one noun can't be passed where another noun's id is asked for. Values are opaque text. */
export type OrgId = Branded<"OrgId">;
export type SiteId = Branded<"SiteId">;
export type PersonId = Branded<"PersonId">;
export type ProductId = Branded<"ProductId">;
export type BatchId = Branded<"BatchId">;
/** Decimal text of the ledger's 64-bit id, so that it survives JSON. */
export type EpcId = Branded<"EpcId">;
export type HoldId = Branded<"HoldId">;
export type ShipmentId = Branded<"ShipmentId">;
export type EventId = Branded<"EventId">;
export type KeyId = Branded<"KeyId">;

export const orgId = (text: string): OrgId => text as OrgId;
export const siteId = (text: string): SiteId => text as SiteId;
export const personId = (text: string): PersonId => text as PersonId;
export const productId = (text: string): ProductId => text as ProductId;
export const batchId = (text: string): BatchId => text as BatchId;
export const epcId = (text: string): EpcId => text as EpcId;
export const holdId = (text: string): HoldId => text as HoldId;
export const shipmentId = (text: string): ShipmentId => text as ShipmentId;
export const keyId = (text: string): KeyId => text as KeyId;
export const eventId = (text: string): EventId => text as EventId;
