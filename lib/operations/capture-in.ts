import type { JsonObject } from "@/lib/core/canonical/json-value";
import { inSequence, isTimely } from "@/lib/core/capture/inbound-rules";
import { meaningOf } from "@/lib/core/capture/meaning";
import type { Meant, Party } from "@/lib/core/capture/meant";
import { glnOf } from "@/lib/core/capture/parties";
import { sameMeaning } from "@/lib/core/capture/same-meaning";
import { namedIn, rolesOf, type Told, toldOf } from "@/lib/core/capture/told";
import { PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { glnLink } from "@/lib/core/gs1/link";
import { type EventId, eventId, type OrgId } from "@/lib/core/pack/ids";
import { ok, type Refusal, type Result, refuse } from "@/lib/core/refusal";
import { CLOCK_SKEW } from "@/lib/core/time/clock-skew";
import type { GivenEvent } from "./capture-ports";
import { carryOut } from "./carry-out";
import { correctedBy, reverse } from "./correct-event";
import { inside } from "./inside";
import { type KnownDirectory, tracks, withoutSerials } from "./known-directory";
import type { Alerts, LedgerTx, Tools } from "./ports";
import { recordGiven } from "./record-event";
import { has, type TenantScope } from "./scope";
import { putAside } from "./wait-for-data";

/** What became of one event of another system. */
export type Captured =
  | { readonly effect: "applied" | "observed"; readonly name: string; readonly eventId: EventId }
  /** It was captured before: nothing happened. */
  | { readonly effect: "known"; readonly name: string }
  /** Kept until the goods it is about are shipped. */
  | { readonly effect: "pending"; readonly name: string; readonly refusal: Refusal }
  | {
      readonly effect: "refused";
      readonly name: string;
      readonly refusal: Refusal;
      /** What was to be alerted: nothing else of the attempt stays (keepRefused). */
      readonly alerts?: readonly Alerts[];
    };

export type CaptureDeps = Tools & { readonly directory: KnownDirectory };

/** How long a receipt waits for its shipping (milliseconds). */
export const WAITS_AT_MOST = 24 * 3_600_000;

/**
 * Takes in one event of another system, in the caller's transaction: what it means is done by the operation that a
 * screen would call, and its own document is recorded for it. What means nothing for packs we keep book of is kept as
 * it is. A refusal leaves nothing; the caller keeps it.
 */
export async function captureIn(
  deps: CaptureDeps,
  tx: LedgerTx,
  scope: TenantScope,
  given: GivenEvent,
  now: number,
): Promise<Captured> {
  const { told, name } = given;
  const known = await tx.knownEvents([name], [given.hash]);
  const refused = (refusal: Refusal): Captured => ({ effect: "refused", name, refusal });
  const kept = (effect: "applied" | "observed", id: EventId): Captured => ({ effect, name, eventId: id });
  const tracked = namedIn(told).filter(tracks(deps.directory));
  const observed = async (by = given) =>
    kept("observed", await observe(deps, tx, scope, { given: by, tracked, now }));
  if (told.declaration) {
    if (known.some(({ correction, hash }) => correction && hash === given.hash))
      return { effect: "known", name };
    const corrected = correctedBy(given, known);
    if (!corrected.ok) return tracked.length === 0 ? observed() : refused(corrected.refusal);
    const by = { ...given, corrects: corrected.value.eventId };
    if (corrected.value.effect === "observed") return observed(by);
    const reversed = await tx.attempt(() => reverse(deps, tx, scope, { given: by, now }));
    return reversed.ok ? kept("applied", reversed.value) : refused(reversed.refusal);
  }
  const before = known.filter(({ correction }) => !correction);
  if (before.some((one) => one.name === name && one.hash !== given.hash)) {
    return refused({
      code: "EVENT_EXISTS",
      message: "Another event was captured under this eventID.",
      next: "Give each event an eventID of its own.",
      facts: { eventID: name },
    });
  }
  // The same event under an eventID of its own is another event; without one it was sent twice.
  if (before.some((one) => one.name === name || told.eventId === null)) return { effect: "known", name };
  if (tracked.length === 0) return observed();
  const meaning = meaningOf(told, withoutSerials(deps.directory));
  if (!meaning.ok) return refused(meaning.refusal);
  const meant = asSeenHere(meaning.value, scope);
  if (meant.do === "observe") return observed();
  const timely = isTimely(told.eventTime, now);
  if (!timely.ok) return refused(timely.refusal);
  const sequence = await afterMaking(tx, { meant, tracked, eventTime: told.eventTime, now });
  if (!sequence.ok) return refused(sequence.refusal);
  const here = isHere(told, scope);
  if (!here.ok) return refused(here.refusal);

  const alerts: Alerts[] = [];
  const done = await tx.attempt(() =>
    doneAsTold(deps, { ...tx, raiseAlerts: late(alerts) }, scope, { given, meant, now }),
  );
  if (done.ok) return done.value === null ? observed() : kept("applied", done.value);
  const { refusal } = done;
  // What waits is found by its units; numbers alone are sent again.
  if (refusal.code !== "NOT_SHIPPED_YET" || meant.do !== "receive" || meant.epcs.length === 0) {
    return { effect: "refused", name, refusal, alerts };
  }
  await tx.keepCapture({
    id: deps.ids.uuid(),
    given,
    effect: "pending",
    refusal,
    waitsFor: meant.epcs,
    waitsUntil: now + WAITS_AT_MOST,
    at: now,
  });
  // Goods before data: whoever told it, and whoever is said to have sent them, see them wait, and for how long.
  const note = "Told as received before anybody told of their shipping";
  const senderId = saidToSend(deps.directory, scope, meant.from);
  await putAside(deps, tx, scope, { links: meant.epcs, note, senderId, now });
  return { effect: "pending", name, refusal };
}

/** The other organisation at the source that a receipt names; null: nobody in Packproof. */
function saidToSend(
  { known }: KnownDirectory,
  { orgId }: TenantScope,
  { location, possessor }: Party,
): OrgId | null {
  const gln = glnOf(location) ?? glnOf(possessor);
  const sender = known.organisations.find(({ sites }) => sites.some((site) => site.gln === gln));
  return sender && sender.id !== orgId ? sender.id : null;
}

/** An attempt that is refused is undone, and its alerts with it: they are raised where the refusal is kept. */
const late =
  (alerts: Alerts[]): LedgerTx["raiseAlerts"] =>
  async (raised) => {
    alerts.push(raised);
    return raised.of.map(({ id }) => id);
  };

type Dated = {
  readonly meant: Meant;
  readonly tracked: readonly string[];
  readonly eventTime: number;
  readonly now: number;
};

/**
 * A commissioning comes before nothing of its own: that its serial is taken is said by the commissioning. What is told as
 * it happens is later than all that is recorded, as far as clocks agree, so most events cost no question.
 */
const afterMaking = async (
  tx: LedgerTx,
  { meant, tracked, eventTime, now }: Dated,
): Promise<Result<true, "TIME_SEQUENCE">> =>
  meant.do.startsWith("commission") || eventTime >= now - CLOCK_SKEW
    ? ok(true)
    : inSequence(eventTime, await tx.madeAfter(tracked, eventTime + CLOCK_SKEW));

type Act = { readonly given: GivenEvent; readonly meant: Meant; readonly now: number };

/** The event's id once its document stands for what was done; null: everything is so already. */
async function doneAsTold(
  deps: CaptureDeps,
  tx: LedgerTx,
  scope: TenantScope,
  { given, meant }: Act,
): Promise<Result<EventId | null>> {
  const stand = standIn(given, meant, withoutSerials(deps.directory));
  const done = await carryOut(inside(deps, tx, stand), tx, scope, { meant, told: given.told });
  if (!done.ok) return done;
  const { recorded, besides } = stand.told();
  if (recorded !== null || !besides) return ok(recorded);
  return refuse(
    "NOT_AS_TOLD",
    "What this event says is not what would become of these units.",
    "Name exactly the units that move or change, the outermost ones of a shipment; one event for one delivery and one outcome.",
  );
}

/** Lets the document stand for the first event that means the same. */
function standIn(given: GivenEvent, meant: Meant, counted: ReadonlySet<string>) {
  let recorded: EventId | null = null;
  let besides = false;
  return {
    inPlaceOf(event: PharmaEvent, id: EventId): GivenEvent | null {
      const worded = meaningOf(toldOf(event as unknown as JsonObject, OWN_CONTEXT), counted);
      if (recorded !== null || !worded.ok || !sameMeaning(meant, worded.value)) {
        besides = true;
        return null;
      }
      recorded = id;
      return given;
    },
    told: (): { recorded: EventId | null; besides: boolean } => ({ recorded, besides }),
  };
}

const OWN_CONTEXT = PACKPROOF_CONTEXT as unknown as JsonObject;

/** Kept and logged; of the units it names those that are with whoever tells it get it into their trace. */
async function observe(
  deps: CaptureDeps,
  tx: LedgerTx,
  scope: TenantScope,
  { given, tracked, now }: { given: GivenEvent; tracked: readonly string[]; now: number },
): Promise<EventId> {
  const id = eventId(deps.ids.uuid());
  const units = tracked.length === 0 ? [] : await tx.lock(tracked, "transition");
  const own = new Map(
    units.filter(({ holderId }) => holderId === scope.orgId).map((unit) => [unit.link, unit.id]),
  );
  await recordGiven(deps, tx, scope, given, {
    id,
    registryState: null,
    effect: "observed",
    units: rolesOf(given.told).flatMap(({ link, role }) => {
      const unit = own.get(link);
      return unit === undefined ? [] : [{ id: unit, link, role }];
    }),
    entry: "api",
    seq: await tx.nextSeq(),
    now,
  });
  return id;
}

/** Outside a hospital there is no decommissioned stock: what is dispensed is supplied, whether its state is said or not. */
const asSeenHere = (meant: Meant, scope: TenantScope): Meant =>
  meant.do === "hand-out" && !has(scope, "hospital") ? { ...meant, do: "supply" } : meant;

/** Custody changes where the caller is: a key belongs to a site as a person does. */
function isHere({ readPoint, bizLocation }: Told, { siteGln }: TenantScope): Result<true, "PLACE_ELSEWHERE"> {
  const site = glnLink(siteGln);
  for (const place of [readPoint, bizLocation]) {
    if (place !== null && place !== site && !place.startsWith(`${site}/254/`)) {
      return refuse(
        "PLACE_ELSEWHERE",
        "This event happened at another place than the site you capture for.",
        "Capture it with a key of that site.",
        { place },
      );
    }
  }
  return ok(true);
}
