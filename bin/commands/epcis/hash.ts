import type { JsonValue } from "@/lib/core/canonical/json-value";
import { eventsOf } from "@/lib/core/epcis/document";
import { hashOfPreHash } from "@/lib/core/event-hash/event-hash";
import { preHash } from "@/lib/core/event-hash/pre-hash";
import { nodePrimitives } from "@/lib/primitives/node";
import type { Io } from "../verify";
import { readSource } from "./source";

/** `packproof epcis hash FILE…`: one line an event, so that two parties can compare what they hold. */
export async function hashFiles(files: readonly string[], io: Io): Promise<boolean> {
  let allRead = true;
  const print = (line: Readonly<Record<string, JsonValue>>) => io.out(JSON.stringify(line));
  for (const file of files) {
    const source = await readSource(file, io);
    const found = source.ok ? eventsOf(source.document) : null;
    if (found === null) {
      allRead = false;
      print({ file, error: source.ok ? "It holds no event list and is no event." : source.error });
      continue;
    }
    found.events.forEach((event, index) => {
      const prehash = preHash(event, found.context);
      const type = typeof event.type === "string" ? event.type : null;
      print({ file, index, type, hash: hashOfPreHash(prehash, nodePrimitives.sha256), prehash });
    });
  }
  return allRead;
}
