import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseSubscription } from "@/lib/core/epcis-query/schedule";
import { ok, type Result } from "@/lib/core/refusal";
import type { DeliveryState, NewSubscription, Subscription } from "@/lib/operations/named-query-ports";
import type { Subscribing } from "@/lib/operations/subscriptions";
import { webhookTarget } from "@/lib/primitives/webhook-target";
import { epcisObject, onlyMembers, wrongMember } from "./body";
import type { EpcisAsked } from "./handle";

const MEMBERS = ["dest", "signatureToken", "schedule", "stream", "reportIfEmpty", "initialRecordTime"];

/** What a request to subscribe asks for. */
export async function subscribingOf(
  { web, request, wanted }: EpcisAsked<unknown>,
  queryName: string,
): Promise<Result<Subscribing>> {
  const body = await epcisObject(request);
  if (!body.ok) return body;
  const others = onlyMembers(body.value, MEMBERS);
  if (others) return others;
  const { dest, signatureToken, schedule } = body.value;
  if (typeof dest !== "string") return wrongMember("dest", "Expected a URL.");
  const target = webhookTarget(dest, { anywhere: web.env.DEMO });
  if (!target.ok) return target;
  if (signatureToken !== undefined && (typeof signatureToken !== "string" || !TOKEN.test(signatureToken)))
    return wrongMember("signatureToken", "Expected 16 to 200 plain characters.");
  const controls = parseSubscription(body.value);
  if (!controls.ok) return controls;
  return ok({
    queryName,
    dest: target.value.href,
    signatureToken: signatureToken ?? null,
    controls: controls.value,
    schedule: schedule ?? null,
    epcFormat: wanted.epcFormat,
  });
}

const TOKEN = /^[\x21-\x7e]{16,200}$/;

const instant = (at: number | null | undefined): string | undefined =>
  at === null || at === undefined ? undefined : new Date(at).toISOString();

/** A subscription as EPCIS 2.0's OpenAPI document has it; the members of our own tell of what did not arrive. */
export function subscriptionAnswer(subscription: NewSubscription | Subscription): JsonObject {
  const { id, queryName, dest, schedule, epcFormat, reportIfEmpty, createdAt, initialRecordTime } =
    subscription;
  const kept = "deliveries" in subscription ? subscription : null;
  const since = initialRecordTime ?? createdAt;
  return {
    subscriptionID: id,
    queryName,
    dest,
    ...(schedule === null ? { stream: true } : { schedule, reportIfEmpty }),
    epcFormat,
    createdAt: instant(createdAt),
    initialRecordTime: instant(since),
    minRecordTime: instant(kept?.lastRunAt ?? since),
    lastNotifiedAt: instant(kept?.lastNotifiedAt),
    "packproof:onItsWay":
      kept?.deliveries.filter(({ state }) => state === "pending").map(deliveryAnswer) ?? [],
    "packproof:deadLetters":
      kept?.deliveries.filter(({ state }) => state === "dead").map(deliveryAnswer) ?? [],
  };
}

const deliveryAnswer = ({ id, eventIds, attempts, triedAt, because }: DeliveryState): JsonObject => ({
  delivery: id,
  events: eventIds.map((each) => `urn:uuid:${each}`),
  attempts,
  triedAt: instant(triedAt),
  because: because ?? undefined,
});
