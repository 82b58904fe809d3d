import type { EpcisDocument, Event, JsonLdContext } from "@/lib/core/epcis/event";

/** Namespace of the members of our own; part of every event hash, so it never changes. */
export const PACKPROOF_NAMESPACE = "https://packproof.org/ns/";

/** The @context of every document Packproof writes, and of every event it hashes. */
export const PACKPROOF_CONTEXT = [
  "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
  { packproof: PACKPROOF_NAMESPACE },
] as const satisfies JsonLdContext;

/** A complete EPCIS 2.0 document. `creationDate` is ISO 8601 with a zone. */
export const documentOf = (events: readonly Event[], creationDate: string): EpcisDocument => ({
  "@context": PACKPROOF_CONTEXT,
  type: "EPCISDocument",
  schemaVersion: "2.0",
  creationDate,
  epcisBody: { eventList: events },
});
