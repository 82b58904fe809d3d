import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseQuery } from "@/lib/core/epcis-query/parse-query";
import { parseSubscription } from "@/lib/core/epcis-query/schedule";
import { hmac } from "@/lib/jobs/run-webhooks";
import { webhookTarget } from "@/lib/primitives/webhook-target";

const TEXT = readFileSync(new URL("../../../docs/epcis.md", import.meta.url), "utf8");
const bodies = [...TEXT.matchAll(/-d '(\{.*\})'/g)].map(([, body = ""]): JsonObject => JSON.parse(body));

describe("what docs/epcis.md shows", () => {
  it("is a query that is understood", () => {
    const parameters = [...TEXT.matchAll(/--data-urlencode "([^=]+)=([^"]+)"/g)].map(
      ([, name = "", value = ""]): [string, string] => [name, value],
    );
    expect(parameters).toHaveLength(4);
    expect(parseQuery({ url: parameters })).toMatchObject({ ok: true });
  });

  it("is a named query and a subscription that are taken", () => {
    const [named, subscription] = bodies;
    expect(parseQuery({ json: named?.query ?? null })).toMatchObject({ ok: true });
    expect(parseSubscription(subscription ?? {})).toMatchObject({ ok: true });
    expect(webhookTarget(String(subscription?.dest), { anywhere: false })).toMatchObject({ ok: true });
  });

  it("is the signature that a receiver would compute", () => {
    const [, token = "", body = "", seconds = ""] =
      /With the token `(\w+)`, the body `([^`]+)` at (\d+)/.exec(TEXT) ?? [];
    expect(TEXT).toContain(`GS1-Signature: t=${seconds},v1=${hmac(token, `${seconds}.${body}`)}\n`);
  });
});
