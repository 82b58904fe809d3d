import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { eventsOf } from "@/lib/core/epcis/document";
import { hashOfPreHash } from "@/lib/core/event-hash/event-hash";
import { preHash } from "@/lib/core/event-hash/pre-hash";
import { browserPrimitives } from "@/lib/primitives/browser";

/** What is hashed and its hash, for every event of a document. */
export type Hashed = { readonly preHash: string; readonly hash: string };

/** The event hash as a page computes it. */
const hashesOf = (text: string): readonly Hashed[] => {
  const document = parseExact(text);
  const found = document.ok ? eventsOf(document.value) : null;
  return (found?.events ?? []).map((event: JsonObject) => {
    const said = preHash(event, found?.context);
    return { preHash: said, hash: hashOfPreHash(said, browserPrimitives.sha256) };
  });
};

declare global {
  interface Window {
    hashesOf: typeof hashesOf;
  }
}

window.hashesOf = hashesOf;
