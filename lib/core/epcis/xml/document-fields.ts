import { field, list, object, repeated, type Shape, shape, TEXT, text, wrapped } from "./shape";

const ATTRIBUTE = shape({
  attributes: text("id"),
  content: field("attribute", { is: "any" }),
  extensions: "attributes",
});

const VOCABULARY_ELEMENT = shape({
  attributes: text("id"),
  elements: [
    repeated(object("attribute", ATTRIBUTE, "attributes")),
    list("children", "id", TEXT, { mayBeEmpty: true }),
  ],
  extensions: "elements",
});

const VOCABULARY = shape({
  attributes: text("type"),
  elements: [
    list(
      "VocabularyElementList",
      "VocabularyElement",
      { is: "object", of: VOCABULARY_ELEMENT },
      { member: "vocabularyElementList" },
    ),
  ],
  extensions: "elements",
});

const VOCABULARY_LIST = list(
  "VocabularyList",
  "Vocabulary",
  { is: "object", of: VOCABULARY },
  { member: "vocabularyList", mayBeEmpty: true },
);

/** Besides the StandardBusinessDocumentHeader, which JSON has as members of the document. */
export const HEADER: Shape = shape({
  elements: wrapped(
    { "1.2": "extension", "2.0": "extension" },
    object("EPCISMasterData", shape({ elements: [VOCABULARY_LIST] }), "epcisMasterData"),
  ),
  extensions: "elements",
});

const EVENT_LIST = field("EventList", { is: "events" }, "eventList");

const BODY = shape({ elements: [EVENT_LIST], extensions: "elements" });

const QUERY_RESULTS = shape({
  elements: [
    ...text("queryName", "subscriptionID"),
    object("resultsBody", shape({ elements: [EVENT_LIST, VOCABULARY_LIST] })),
  ],
  extensions: "elements",
});

/** schemaVersion is the version's own; the header is told apart because it gives members to the document. */
const ATTRIBUTES = text("schemaVersion", "creationDate", "id");

export const DOCUMENT: Shape = shape({
  attributes: ATTRIBUTES,
  elements: [object("EPCISHeader", HEADER, "epcisHeader"), object("EPCISBody", BODY, "epcisBody")],
  extensions: "elements",
});

export const QUERY_DOCUMENT: Shape = shape({
  attributes: ATTRIBUTES,
  elements: [
    object(
      "EPCISBody",
      shape({ elements: [{ ...object("QueryResults", QUERY_RESULTS, "queryResults"), qualified: true }] }),
      "epcisBody",
    ),
  ],
  extensions: "elements",
});
