import type { EpcPattern } from "./epc-pattern";
import type { Scalar } from "./scalar";

/**
 * A query for events (EPCIS 2.0 §8.2.7.1, SimpleEventQuery) as data: an event matches when every condition holds.
 * Names of fields and operands are canonical; conditions and operands stand in one order, whatever the client's was.
 */
export type EventQuery = {
  readonly conditions: readonly Condition[];
  readonly order: Order | null;
  readonly limit: Limit | null;
};

/** Holds when one of the field's values in the event meets one of the operands. */
export type Condition = {
  /** As the client wrote it: what a refusal or a log names. */
  readonly parameter: string;
  readonly operator: Operator;
  readonly field: Field;
  /** Of EXISTS: none. Of HASATTR: names of attributes. */
  readonly operands: readonly Operand[];
  /** Of EQATTR: the attribute's canonical name. */
  readonly attribute?: string;
};

/** GT, GE, LT, LE compare; MATCH takes patterns; WD is EQ with descendants; the ATTR ones ask master data. */
export type Operator = "EQ" | "GT" | "GE" | "LT" | "LE" | "EXISTS" | "MATCH" | "WD" | "HASATTR" | "EQATTR";

export type Operand = Scalar | EpcPattern;

/** Where an event holds the values. */
export type Field = StandardField | ExtensionField;

export type StandardField = {
  readonly kind: "standard";
  /** As in the parameter: "bizStep", "anyEPC", "value". */
  readonly name: string;
  /** Members from the event down, lists looked through: ["quantityList", "quantity"]. */
  readonly paths: readonly (readonly string[])[];
  readonly type: ValueType;
  /** Only values whose object has this member of this canonical value: uom CEL, type …/BTT-po. */
  readonly where?: { readonly member: "uom" | "type"; readonly value: string };
};

export type ExtensionField = {
  readonly kind: "extension";
  readonly part: Part;
  /** Nested at any depth below an extension of that part, and not directly in it. */
  readonly inner: boolean;
  /** Canonical: `extensionKey`. */
  readonly name: string;
};

/** The parts of an event that may hold extensions, as the parameters' names have them. */
export type Part =
  | "event"
  | "ILMD"
  | "ERROR_DECLARATION"
  | "SENSORELEMENT"
  | "SENSORMETADATA"
  | "SENSORREPORT"
  | "readPoint"
  | "bizLocation";

/** How a value is read; `scalar.ts` says what each means. */
export type ValueType =
  | "time"
  | "number"
  | "boolean"
  | "text"
  | "hex"
  | "identifier"
  /** An identifier, or any text: the OpenAPI does not ask for a URI where the JSON schema does. */
  | "name"
  | "epc"
  | "eventType"
  | "action"
  | "bizStep"
  | "disposition"
  | "errorReason"
  | "measurementType"
  | "present"
  /** Of an extension, whose type nobody declared: number, time, date or text by its form. */
  | "any";

export type Order = { readonly by: Field; readonly direction: "ASC" | "DESC" };

export type Limit =
  /** The first so many in the order. */
  | { readonly kind: "eventCountLimit"; readonly count: number }
  /** More than so many are refused. */
  | { readonly kind: "maxEventCount"; readonly count: number };
