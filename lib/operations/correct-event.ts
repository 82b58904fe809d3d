import { inverseOf } from "@/lib/core/capture/inverse";
import { meaningOf } from "@/lib/core/capture/meaning";
import { rolesOf } from "@/lib/core/capture/told";
import { type EventId, eventId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { GivenEvent, KnownEvent } from "./capture-ports";
import { carryOut } from "./carry-out";
import { inside } from "./inside";
import type { LedgerTx, Tools } from "./ports";
import { recordGiven } from "./record-event";
import type { TenantScope } from "./scope";

type Corrected = KnownEvent & { readonly eventId: EventId };

/** The event that this errorDeclaration is about: of the same organisation, and the same but for the declaration. */
export function correctedBy(
  given: GivenEvent,
  known: readonly KnownEvent[],
): Result<Corrected, "CORRECTED_UNKNOWN" | "CORRECTION_DIFFERS"> {
  const original = known.find(
    ({ correction, name, hash }) =>
      !correction && (given.told.eventId === null ? hash === given.hash : name === given.name),
  );
  if (!original || original.eventId === null) {
    return refuse(
      "CORRECTED_UNKNOWN",
      "You captured no event that this declaration corrects.",
      "Only whoever captured an event declares it wrong: send its eventID.",
    );
  }
  return original.hash === given.hash
    ? ok({ ...original, eventId: original.eventId })
    : refuse(
        "CORRECTION_DIFFERS",
        "A declaration repeats the event it is about, and this one says something else.",
        "Send the event again as it was, with errorDeclaration.",
      );
}

/**
 * Takes back what an event did, while nothing has happened to its units since: by the operation that undoes it, with
 * that operation's own guards and event. The declaration is recorded beside it.
 */
export async function reverse(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  { given, now }: { readonly given: GivenEvent; readonly now: number },
): Promise<Result<EventId>> {
  const { told, corrects, name } = given;
  const meaning = meaningOf(told);
  const inverse = meaning.ok ? inverseOf(meaning.value, name) : null;
  if (inverse === null) {
    return refuse(
      "CORRECTION_IMPOSSIBLE",
      "What this event did can't be taken back by a declaration.",
      "Do at a screen what puts it right.",
    );
  }
  const units = await tx.lock([...new Set(rolesOf(told).map(({ link }) => link))], "custody");
  if (corrects === null || !(await tx.isLatest(corrects))) {
    return refuse(
      "CORRECTION_SUPERSEDED",
      "Something has happened to these units since.",
      "Correct the later event first.",
    );
  }
  const done = await carryOut(inside(deps, tx), tx, scope, { meant: inverse, told });
  if (!done.ok) return done;
  const ids = new Map(units.map((unit) => [unit.link, unit.id]));
  const id = eventId(deps.ids.uuid());
  await recordGiven(deps, tx, scope, given, {
    id,
    registryState: null,
    effect: "applied",
    units: rolesOf(told).flatMap(({ link, role }) => {
      const unit = ids.get(link);
      return unit === undefined ? [] : [{ id: unit, link, role }];
    }),
    entry: "api",
    seq: await tx.nextSeq(),
    now,
  });
  return ok(id);
}
