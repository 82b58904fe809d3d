import { isObject } from "@/lib/core/canonical/is-object";
import { anyText, type Check, isNumber, list, object, oneOfTypes, text, uri } from "./check";
import { eventList } from "./events";
import { context, time, uris } from "./parts";

const version = text("pattern", "must be a version, like 2.0", (value) => /^\d+(?:\.\d+)*$/.test(value));

const attribute = object({
  members: {
    id: uri,
    attribute: oneOfTypes(
      "a text, a number or an object",
      (value) => typeof value === "string" || isNumber(value) || isObject(value),
    ),
  },
  required: ["id"],
  others: "any",
});
const vocabularyElement = object({
  members: { id: uri, attributes: list(attribute), children: uris },
  required: ["id"],
  others: "any",
});
const vocabularyList = list(
  object({
    members: { type: uri, vocabularyElementList: list(vocabularyElement) },
    required: ["type"],
    others: "any",
  }),
);

const epcisHeader = object({
  members: { epcisMasterData: object({ members: { vocabularyList }, others: "any" }) },
  others: "extensions",
});

const COMMON = { "@context": context, id: uri, type: anyText, schemaVersion: version, creationDate: time };

export const epcisDocument: Check = object({
  members: {
    ...COMMON,
    instanceIdentifier: anyText,
    sender: anyText,
    receiver: anyText,
    epcisHeader,
    epcisBody: object({ members: { eventList }, required: ["eventList"], others: "any" }),
  },
  required: ["@context", "type", "schemaVersion", "creationDate", "epcisBody"],
  others: "extensions",
});

const resultsBody = object({
  members: { eventList, vocabularyList },
  required: ["eventList"],
  others: "extensions",
});
const queryResults = object({
  members: { queryName: anyText, subscriptionID: anyText, resultsBody },
  required: ["queryName", "resultsBody"],
  others: "extensions",
});

export const epcisQueryDocument: Check = object({
  members: {
    ...COMMON,
    epcisBody: object({ members: { queryResults }, required: ["queryResults"], others: "extensions" }),
  },
  required: ["@context", "type", "epcisBody"],
  others: "extensions",
});
