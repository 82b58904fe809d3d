import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { knownPrefixes } from "@/lib/core/epcis/identifiers/company-prefixes";
import { translateIdentifiers } from "@/lib/core/epcis/identifiers/translate";
import { PACKPROOF_CONTEXT, PACKPROOF_NAMESPACE } from "@/lib/core/epcis/pharma/document";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { preHash } from "@/lib/core/event-hash/pre-hash";
import { nodePrimitives } from "@/lib/primitives/node";
import { each } from "../lib/rounds";
import { makeEvents } from "./events";
import { COMPANY_PREFIX } from "./packs";
import { installPeer, PEER } from "./peer";
import { type Row, race } from "./row";

const TARGET = 20_000;
const { sha256 } = nodePrimitives;
const ours = (event: JsonObject): string => eventHash(event, PACKPROOF_CONTEXT, sha256);

export type Hashes = { readonly rows: readonly Row[]; readonly note: string };

/** Event hashes per second of events that name `size` packs each: in our code, in the peer's, and SHA-256 alone. */
export function hashRows(size: number): Hashes {
  const events: readonly JsonObject[] = makeEvents(1_600, size);
  const asUrns = events.map(
    (event) => translateIdentifiers(event, "urn", knownPrefixes([COMPANY_PREFIX])).document,
  );
  if (asUrns.some((event, i) => ours(event) !== ours(events[i] ?? {})))
    throw new Error("A translated event has another hash.");
  const texts = events.map((event) => preHash(event, PACKPROOF_CONTEXT));
  const peer = installPeer();
  const theirs = (event: JsonObject): string =>
    "hash" in peer ? peer.hash(event, { packproof: PACKPROOF_NAMESPACE }, true) : "";
  const characters = Math.round(texts.join("").length / texts.length);
  const name = size === 1 ? "event of 1 pack" : `event of ${size} packs`;
  const hashOf = (event: JsonObject): number => ours(event).length;
  const rows = race({
    ours: [each(name, events, hashOf), each(`${name}, as EPC URNs`, asUrns, hashOf)],
    target: TARGET,
    peers: "hash" in peer ? [each(PEER, events, (event) => theirs(event).length)] : [],
    limit: each(
      `bare limit: SHA-256 of ${characters} characters`,
      texts,
      (text) => toHex(sha256(utf8(text))).length,
    ),
  });
  return {
    rows,
    note: "missing" in peer ? `${PEER} could not be installed: ${peer.missing}` : agreement(events, theirs),
  };
}

/** Which events the peer hashes otherwise, by what they do. */
function agreement(events: readonly JsonObject[], theirs: (event: JsonObject) => string): string {
  const other = events.filter((event) => theirs(event) !== ours(event));
  const kinds = new Set(other.map(({ bizStep, disposition }) => `${bizStep} (${disposition})`));
  const where = kinds.size === 0 ? "" : `; another one for ${[...kinds].join(", ")}`;
  return `${PEER} has our hash for ${events.length - other.length} of ${events.length} events${where}.`;
}
