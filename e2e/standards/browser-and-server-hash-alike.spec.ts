import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "playwright/test";
import { documentOf } from "@/lib/core/epcis/pharma/document";
import { EXAMPLES } from "@/lib/core/epcis/pharma/examples.fixture";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { preHash } from "@/lib/core/event-hash/pre-hash";
import { nodePrimitives } from "@/lib/primitives/node";

/** A page recomputes hashes of events to believe nobody: it must never differ from the server that recorded them. */
test("The event hash in Chromium is the one of Node, for every pharma event and every hard case", async ({
  page,
}) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("browser-script.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    logLevel: "silent",
  });
  const hard = {
    type: "ObjectEvent",
    eventTime: "2026-12-31T23:59:59.9996+14:00",
    eventTimeZoneOffset: "+14:00",
    action: "OBSERVE",
    // UTF-8 order differs from UTF-16 order here; a locale's own order differs from both.
    epcList: [
      "https://x.example/é",
      "https://x.example/\u{1F600}",
      "https://x.example/\uFF21",
      "urn:x:a",
      "urn:x:B",
    ],
    "packproof:number": 0.000_001,
    "packproof:large": 12_345_678_901_234_567_000,
  };
  const document = documentOf([...Object.values(EXAMPLES), hard as never], "2026-11-03T08:16:00Z");
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  const inPage = await page.evaluate((text) => window.hashesOf(text), JSON.stringify(document));

  const here = document.epcisBody.eventList.map((event) => ({
    preHash: preHash(event, document["@context"]),
    hash: eventHash(event, document["@context"], nodePrimitives.sha256),
  }));
  expect(here.length).toBeGreaterThan(16);
  expect(inPage).toEqual(here);
});
