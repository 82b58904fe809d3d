import type { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { ExtensionMembers, NonEmpty, Uri } from "./members";
import type { SensorElement } from "./sensor";
import type {
  BizStep,
  BizTransactionType,
  Disposition,
  ErrorReason,
  SourceDestinationType,
} from "./vocabulary";

/**
 * The events of EPCIS 2.0 (GS1 EPCIS 2.0 §7.4) in their JSON form. What the standard requires is required by the
 * types: an ObjectEvent names objects, only ADD carries ilmd, an aggregation that is not DELETE has a parent.
 * Identifiers are URIs (here canonical GS1 Digital Links), times ISO 8601 with a zone, `eventTimeZoneOffset` the
 * local offset at the place of the event ("+01:00").
 */
export type Event =
  | ObjectEvent
  | AggregationEvent
  | TransactionEvent
  | TransformationEvent
  | AssociationEvent;

/** Instance or lot master data: members of the CBV ("cbvmda:lotNumber") and one's own. */
export type Ilmd = {
  readonly "cbvmda:lotNumber"?: string;
  readonly "cbvmda:itemExpirationDate"?: string;
} & ExtensionMembers;

export type JsonLdContext = Uri | JsonObject | readonly (Uri | JsonObject)[];

export type QuantityElement = {
  /** A class: GTIN, or GTIN and lot. */
  readonly epcClass: Uri;
  /** Absent: an unspecified quantity. */
  readonly quantity?: number | ExactNumber;
  /** UN/CEFACT Recommendation 20 code; absent when the quantity counts objects. */
  readonly uom?: string;
};

export type Place = { readonly id: Uri } & ExtensionMembers;
export type BizTransaction = { readonly type?: BizTransactionType; readonly bizTransaction: Uri };
export type Source = { readonly type: SourceDestinationType; readonly source: Uri };
export type Destination = { readonly type: SourceDestinationType; readonly destination: Uri };

export type PersistentDisposition =
  | { readonly set: NonEmpty<Disposition>; readonly unset?: NonEmpty<Disposition> }
  | { readonly set?: never; readonly unset: NonEmpty<Disposition> };

export type ErrorDeclaration = {
  readonly declarationTime: string;
  readonly reason?: ErrorReason;
  readonly correctiveEventIDs?: readonly Uri[];
} & ExtensionMembers;

type EventOf<Type extends string> = {
  readonly "@context"?: JsonLdContext;
  readonly type: Type;
  readonly eventID?: Uri;
  readonly eventTime: string;
  readonly eventTimeZoneOffset: string;
  readonly recordTime?: string;
  readonly certificationInfo?: Uri | readonly Uri[];
  readonly errorDeclaration?: ErrorDeclaration;
  readonly bizStep?: BizStep;
  readonly disposition?: Disposition;
  readonly readPoint?: Place;
  readonly bizLocation?: Place;
  readonly bizTransactionList?: readonly BizTransaction[];
  readonly sourceList?: readonly Source[];
  readonly destinationList?: readonly Destination[];
  readonly sensorElementList?: readonly SensorElement[];
} & ExtensionMembers;

type Objects = { readonly epcList?: readonly Uri[]; readonly quantityList?: readonly QuantityElement[] };
type NamedObjects = Objects &
  ({ readonly epcList: readonly Uri[] } | { readonly quantityList: NonEmpty<QuantityElement> });

export type ObjectEvent = EventOf<"ObjectEvent"> & {
  readonly persistentDisposition?: PersistentDisposition;
} & (
    | NamedObjects
    | (Objects & { readonly sensorElementList: NonEmpty<SensorElement>; readonly readPoint: Place })
  ) &
  (
    | { readonly action: "ADD"; readonly ilmd?: Ilmd }
    | { readonly action: "OBSERVE" | "DELETE"; readonly ilmd?: never }
  );

type Children = {
  readonly childEPCs?: readonly Uri[];
  readonly childQuantityList?: readonly QuantityElement[];
};
type NamedChildren = Children &
  ({ readonly childEPCs: NonEmpty<Uri> } | { readonly childQuantityList: NonEmpty<QuantityElement> });

export type AggregationEvent = EventOf<"AggregationEvent"> &
  (
    | ({ readonly action: "ADD"; readonly parentID: Uri } & NamedChildren)
    /** No children: all of them left the parent. */
    | ({ readonly action: "DELETE"; readonly parentID: Uri } & Children)
    | ({ readonly action: "OBSERVE"; readonly parentID?: Uri } & NamedChildren)
  );

export type TransactionEvent = EventOf<"TransactionEvent"> & {
  readonly bizTransactionList: NonEmpty<BizTransaction>;
  readonly parentID?: Uri;
} & (({ readonly action: "ADD" | "OBSERVE" } & NamedObjects) | ({ readonly action: "DELETE" } & Objects));

type Inputs = {
  readonly inputEPCList?: readonly Uri[];
  readonly inputQuantityList?: readonly QuantityElement[];
};
type NamedInputs = Inputs &
  ({ readonly inputEPCList: NonEmpty<Uri> } | { readonly inputQuantityList: NonEmpty<QuantityElement> });
type Outputs = {
  readonly outputEPCList?: readonly Uri[];
  readonly outputQuantityList?: readonly QuantityElement[];
};
type NamedOutputs = Outputs &
  ({ readonly outputEPCList: NonEmpty<Uri> } | { readonly outputQuantityList: NonEmpty<QuantityElement> });

export type TransformationEvent = EventOf<"TransformationEvent"> & {
  readonly persistentDisposition?: PersistentDisposition;
  readonly ilmd?: Ilmd;
} & (
    | (NamedInputs & NamedOutputs & { readonly transformationID?: Uri })
    /** One side is enough when an id ties several events to one transformation. */
    | (Inputs & Outputs & (NamedInputs | NamedOutputs) & { readonly transformationID: Uri })
  );

export type AssociationEvent = EventOf<"AssociationEvent"> & { readonly parentID: Uri } & (
    | ({ readonly action: "ADD" | "OBSERVE" } & NamedChildren)
    | ({ readonly action: "DELETE" } & Children)
  );

export type EpcisDocument = {
  readonly "@context": JsonLdContext;
  readonly type: "EPCISDocument";
  readonly id?: Uri;
  readonly schemaVersion: string;
  readonly creationDate: string;
  readonly instanceIdentifier?: string;
  readonly sender?: string;
  readonly receiver?: string;
  readonly epcisHeader?: JsonObject;
  readonly epcisBody: { readonly eventList: readonly Event[] };
} & ExtensionMembers;
