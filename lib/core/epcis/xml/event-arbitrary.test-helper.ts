import fc from "fast-check";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { COMPONENTS, MEASUREMENT_TYPES, SENSOR_ALERTS } from "@/lib/core/epcis/validation/measurement-types";
import {
  BIZ_STEPS,
  BIZ_TRANSACTION_TYPES,
  DISPOSITIONS,
  ERROR_REASONS,
  SOURCE_DESTINATION_TYPES,
} from "@/lib/core/epcis/vocabulary";
import type { Version } from "./shape";
import {
  anyText,
  decimal,
  double,
  exact,
  maybe,
  merged,
  own,
  time,
  uri,
  uris,
  word,
  wordOf,
} from "./value-arbitrary.test-helper";

export const eventArbitrary = (version: Version): fc.Arbitrary<JsonObject> => {
  const types = [objectEvent, aggregationEvent, transactionEvent, transformationEvent];
  return version === "1.2"
    ? fc.oneof(...types.map((type) => type("1.2")))
    : fc.oneof(...types.map((type) => type("2.0")), associationEvent());
};

const quantities = fc.array(
  merged(
    fc.record({ epcClass: uri }),
    fc.oneof(
      fc.constant({}),
      fc.record({ quantity: exact(decimal) }),
      fc.record({ quantity: exact(decimal), uom: fc.constantFrom("KGM", "LTR") }),
    ),
  ),
  { minLength: 1, maxLength: 3 },
);
const typed = (name: string, types: readonly string[]) =>
  fc.array(fc.record({ type: wordOf(types), [name]: uri }), { minLength: 1, maxLength: 3 });
const place = merged(fc.record({ id: uri }), own("my:shelf", "other:aisle"));
const dispositions = fc.uniqueArray(wordOf(DISPOSITIONS), { minLength: 1, maxLength: 3 });

const sensorElement = merged(
  maybe({
    sensorMetadata: merged(
      maybe({ time, startTime: time, endTime: time, deviceID: uri, rawData: uri, bizRules: uri }),
    ),
  }),
  fc.record({
    sensorReport: fc.array(
      merged(
        fc.record({ type: wordOf(MEASUREMENT_TYPES) }),
        maybe({
          exception: wordOf(SENSOR_ALERTS),
          time,
          deviceID: uri,
          dataProcessingMethod: uri,
          coordinateReferenceSystem: uri,
          component: wordOf(COMPONENTS),
          stringValue: anyText,
          booleanValue: fc.boolean(),
          hexBinaryValue: fc.constant("f0F0"),
          value: double,
          maxValue: double,
          sDev: double,
          uom: anyText,
          "my:note": anyText,
        }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  own("my:sensor"),
);

const common = (version: Version): fc.Arbitrary<JsonObject> =>
  merged(
    fc.record({ eventTime: time, eventTimeZoneOffset: fc.constantFrom("+01:00", "-14:00", "+00:00") }),
    maybe({
      recordTime: time,
      eventID: fc.uuid().map((id) => `urn:uuid:${id}`),
      errorDeclaration: merged(
        fc.record({ declarationTime: time }),
        maybe({ reason: wordOf(ERROR_REASONS), correctiveEventIDs: uris }),
        own("my:why"),
      ),
      bizStep: wordOf(BIZ_STEPS),
      disposition: wordOf(DISPOSITIONS),
      readPoint: place,
      bizLocation: place,
      sourceList: typed("source", SOURCE_DESTINATION_TYPES),
      destinationList: typed("destination", SOURCE_DESTINATION_TYPES),
    }),
    own("my:a", "other:a", "my:field2"),
    version === "1.2"
      ? fc.constant({})
      : maybe({
          certificationInfo: fc.oneof(uri, fc.uniqueArray(uri, { minLength: 2, maxLength: 3 })),
          sensorElementList: fc.array(sensorElement, { minLength: 1, maxLength: 2 }),
        }),
  );

const bizTransactionList = fc.array(
  merged(fc.record({ bizTransaction: uri }), maybe({ type: wordOf(BIZ_TRANSACTION_TYPES) })),
  { minLength: 1, maxLength: 3 },
);
const transactions = maybe({ bizTransactionList });
const dispositionsSet = (version: Version): fc.Arbitrary<object> =>
  version === "1.2"
    ? fc.constant({})
    : maybe({
        persistentDisposition: fc.oneof(
          fc.record({ set: dispositions }),
          fc.record({ unset: dispositions, set: dispositions }),
        ),
      });
const ilmd = maybe({
  ilmd: merged(
    maybe({ "cbvmda:lotNumber": word, "cbvmda:itemExpirationDate": fc.constant("2028-01-31") }),
    own("my:data", "other:data"),
  ),
});
const action = fc.record({ action: fc.constantFrom("OBSERVE", "DELETE") });

/** Named as both versions can: 1.2 can't tell an empty list beside a quantity list from none. */
const objects = (epcs: string, classes: string): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ [epcs]: uris }),
    fc.record({ [classes]: quantities }),
    fc.record({ [epcs]: uris, [classes]: quantities }),
  );

const typeOf = (type: string): fc.Arbitrary<object> => fc.constant({ type });

const objectEvent = (version: Version): fc.Arbitrary<JsonObject> =>
  merged(
    typeOf("ObjectEvent"),
    common(version),
    fc.oneof(action, merged(fc.constant({ action: "ADD" }), ilmd)),
    fc.oneof(objects("epcList", "quantityList"), fc.constant({ epcList: [] })),
    transactions,
    dispositionsSet(version),
  );

const aggregationEvent = (version: Version): fc.Arbitrary<JsonObject> =>
  merged(
    typeOf("AggregationEvent"),
    common(version),
    fc.record({ parentID: uri }),
    fc.oneof(
      merged(
        fc.record({ action: fc.constantFrom("ADD", "OBSERVE", "DELETE") }),
        objects("childEPCs", "childQuantityList"),
      ),
      fc.constant({ action: "DELETE", childEPCs: [] }),
    ),
    transactions,
  );

const transactionEvent = (version: Version): fc.Arbitrary<JsonObject> =>
  merged(
    typeOf("TransactionEvent"),
    common(version),
    fc.record({ bizTransactionList }),
    maybe({ parentID: uri }),
    fc.oneof(
      merged(action, objects("epcList", "quantityList")),
      fc.constant({ action: "DELETE", epcList: [] }),
    ),
  );

const transformationEvent = (version: Version): fc.Arbitrary<JsonObject> =>
  merged(
    typeOf("TransformationEvent"),
    common(version),
    objects("inputEPCList", "inputQuantityList"),
    objects("outputEPCList", "outputQuantityList"),
    maybe({ transformationID: uri }),
    transactions,
    dispositionsSet(version),
    ilmd,
  );

const associationEvent = (): fc.Arbitrary<JsonObject> =>
  merged(
    typeOf("AssociationEvent"),
    common("2.0"),
    fc.record({ parentID: uri }),
    fc.oneof(merged(action, objects("childEPCs", "childQuantityList")), fc.constant({ action: "DELETE" })),
    transactions,
  );
