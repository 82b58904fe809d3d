import { jsonText } from "@/lib/core/canonical/json-text";
import { inEpcFormat } from "@/lib/core/epcis/epc-format";
import { queryDocument } from "@/lib/core/epcis/query-document";
import { matcherOf } from "@/lib/core/epcis-query/matches";
import { nextRun } from "@/lib/core/epcis-query/next-run";
import { parseQuery } from "@/lib/core/epcis-query/parse-query";
import { parseSchedule } from "@/lib/core/epcis-query/schedule";
import { recordedOf } from "./search-events";
import type { Answered, Claimed, Outcome, WebhookDeps } from "./webhook-ports";

/** Leaves that are looked at in one question, and events that go in one letter. */
const LEAVES = 2_000n;
/** Questions of one turn: what a subscription from long ago has to catch up with does not keep a lane for ever. */
const LOOKS = 20;
const EVENTS_A_LETTER = 100;

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
/** About half a day of trying, then it is a dead letter. */
export const ATTEMPTS = 20;

/**
 * Takes the next subscription and brings it one step on: what it is owed of the log is written down as a delivery, and
 * a delivery is sent. Each event that a query wants is delivered at least once, in the order of the log: the cursor moves in
 * the transaction that writes the delivery, and a delivery ends only when the receiver has said so, or is given up
 * where everybody can see it. False: there was nothing to do.
 */
export async function deliverNext(deps: WebhookDeps): Promise<boolean> {
  const claimed = await deps.queue.claim(deps.clock.now());
  if (!claimed) return false;
  const delivery = claimed.delivery ?? (await prepare(deps, claimed));
  if (delivery) await send(deps, claimed, delivery);
  return true;
}

type Delivery = NonNullable<Claimed["delivery"]>;

async function prepare({ queue, clock, ids }: WebhookDeps, claimed: Claimed): Promise<Delivery | null> {
  const { id, size, since, schedule, reportIfEmpty } = claimed;
  const query = parseQuery({ json: claimed.query });
  const matches = query.ok ? matcherOf(query.value) : () => false;
  const eventIds: string[] = [];
  let cursor = claimed.cursor;
  for (let looks = 0; looks < LOOKS && cursor < size && eventIds.length < EVENTS_A_LETTER; looks++) {
    let reached = cursor + LEAVES < size ? cursor + LEAVES : size;
    for (const leaf of await queue.look(id, cursor, reached)) {
      if (eventIds.length === EVENTS_A_LETTER) {
        reached = leaf.index;
        break;
      }
      if (leaf.recordTime >= since && matches(recordedOf(leaf).event)) eventIds.push(leaf.id);
    }
    cursor = reached;
  }
  const isDone = cursor === size;
  const isReport = eventIds.length > 0 || (isDone && schedule !== null && reportIfEmpty);
  const delivery = isReport ? { id: ids.uuid(), eventIds } : null;
  const now = clock.now();
  const dueAt = isDone ? nextLook(claimed, now) : now;
  await queue.settle(id, { from: claimed.cursor, cursor, delivery, dueAt, now });
  return delivery && { id: delivery.id, attempts: 0 };
}

/** When it is looked at again: at once as events come, or at the schedule's next time. */
function nextLook({ schedule, timeZone }: Pick<Claimed, "schedule" | "timeZone">, now: number): number {
  if (schedule === null) return now;
  const parsed = parseSchedule(schedule);
  const next = parsed.ok ? nextRun(parsed.value, now, timeZone) : null;
  // Fifty years without a match: never.
  return next ?? now + 100 * 366 * 86_400_000;
}

async function send(deps: WebhookDeps, claimed: Claimed, { id, attempts }: Delivery): Promise<void> {
  const { queue, clock, hmac, post } = deps;
  const events = (await queue.events(id)).map(recordedOf);
  const { queryName, id: subscriptionID, epcFormat, prefixes, dest, secret } = claimed;
  const creationDate = new Date(clock.now()).toISOString();
  const document = queryDocument({ queryName, subscriptionID, events, creationDate });
  const body = jsonText(inEpcFormat(document, epcFormat, prefixes));
  const seconds = Math.floor(clock.now() / 1000);
  const answered = await post({
    url: dest,
    body,
    headers: {
      "Content-Type": "application/json",
      "GS1-EPCIS-Version": "2.0.0",
      "GS1-CBV-Version": "2.0.0",
      "GS1-Signature": `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)}`,
      "Packproof-Delivery": id,
    },
  });
  const now = clock.now();
  const outcome = outcomeOf(answered, attempts + 1);
  const dueAt = outcome.kind === "again" ? now + retryAfter(attempts) : nextLook(claimed, now);
  await queue.tried(id, outcome, dueAt, now);
}

function outcomeOf(answered: Answered, attempts: number): Outcome {
  if ("status" in answered && answered.status >= 200 && answered.status < 300) return { kind: "arrived" };
  const because = "status" in answered ? `The receiver answered ${answered.status}.` : answered.unreachable;
  // 410: the receiver says that it will never be there again.
  const isOver = attempts >= ATTEMPTS || ("status" in answered && answered.status === 410);
  return { kind: isOver ? "dead" : "again", because };
}

export const retryAfter = (attempts: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
