import type { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { ExtensionMembers, NonEmpty, Uri } from "./members";
import type { OwnWord } from "./vocabulary";

/** Sensor data of EPCIS 2.0 §7.3.6: when, by which device, what was measured. */
export type SensorElement = {
  readonly sensorMetadata?: SensorMetadata;
  readonly sensorReport: NonEmpty<SensorReport>;
} & ExtensionMembers;

export type SensorMetadata = {
  readonly time?: string;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly deviceID?: Uri;
  readonly deviceMetadata?: Uri;
  readonly rawData?: Uri;
  readonly dataProcessingMethod?: Uri;
  readonly bizRules?: Uri;
} & ExtensionMembers;

type Decimal = number | ExactNumber;

export type SensorReport = {
  /** A measurement type of the GS1 Web Vocabulary ("Temperature") or one's own. */
  readonly type: string;
  readonly exception?: "ALARM_CONDITION" | "ERROR_CONDITION" | OwnWord;
  readonly deviceID?: Uri;
  readonly deviceMetadata?: Uri;
  readonly rawData?: Uri;
  readonly dataProcessingMethod?: Uri;
  readonly bizRules?: Uri;
  readonly time?: string;
  readonly microorganism?: Uri;
  readonly chemicalSubstance?: Uri;
  readonly coordinateReferenceSystem?: Uri;
  readonly value?: Decimal;
  readonly component?: string;
  readonly stringValue?: string;
  readonly booleanValue?: boolean;
  readonly hexBinaryValue?: string;
  readonly uriValue?: Uri;
  readonly minValue?: Decimal;
  readonly maxValue?: Decimal;
  readonly meanValue?: Decimal;
  readonly sDev?: Decimal;
  readonly percRank?: Decimal;
  readonly percValue?: Decimal;
  /** UN/CEFACT Recommendation 20 code, e.g. CEL. */
  readonly uom?: string;
} & ExtensionMembers;
