import type { RecordedEvent } from "@/lib/core/epcis/query-document";
import { conditionsOf } from "@/lib/core/epcis-query/conditions";
import type { Paging } from "@/lib/core/epcis-query/paging";
import type { EventQuery, Operand } from "@/lib/core/epcis-query/query";
import { ok, refuse } from "@/lib/core/refusal";
import { TOO_SLOW } from "./event-archive-ports";
import { look } from "./gate";
import { type PageDeps, paged } from "./pages";
import type { TenantScope } from "./scope";
import { type Position, type SearchCode, searchEvents, TOO_COMPLEX } from "./search-events";

/**
 * The asking organisation's events that a query wants, a page of them: in the order it asks for, else by record time, or
 * by event time where it bounds that. A page may hold fewer than asked for, or none, and still have a next one (EPCIS
 * 2.0 §12, perPage). New events never make one come twice or stay out.
 */
export const queryEvents = (deps: PageDeps, scope: TenantScope, query: EventQuery, paging: Paging) =>
  look(deps, scope, "view-events", () => pageOfEvents(deps, scope, query, paging));

/**
 * The same for the events of one thing, given as conditions of `query` that name it: refused where no event at all
 * has it.
 */
export const queryEventsOf = (
  deps: PageDeps,
  scope: TenantScope,
  { thing, query, paging }: { readonly thing: Thing; readonly query: EventQuery; readonly paging: Paging },
) =>
  look(deps, scope, "view-events", async () => {
    const known = await isKnown(deps, scope, thing);
    if (!known.ok) return known;
    const conditions = [...thing.conditions, ...query.conditions];
    return pageOfEvents(deps, scope, { ...query, conditions }, paging);
  });

/** Whether the asking organisation has any event of this thing. */
export const findThing = (deps: PageDeps, scope: TenantScope, thing: Thing) =>
  look(deps, scope, "view-events", () => isKnown(deps, scope, thing));

/** An event type, word, place or EPC. */
export type Thing = Pick<EventQuery, "conditions">;

async function isKnown(deps: PageDeps, scope: TenantScope, thing: Thing) {
  const count = await deps.archive.count(scope, conditionsOf(thing).indexed, 1);
  if (count === TOO_SLOW) return TOO_COMPLEX;
  return count > 0
    ? ok(null)
    : refuse(
        "RESOURCE_UNKNOWN",
        "No event that you may read has this.",
        "Check how it is written: identifiers and URIs in the path are percent-encoded.",
      );
}

/** A page of them, for an operation that has asked whether it may. */
export const pageOfEvents = (deps: PageDeps, scope: TenantScope, query: EventQuery, paging: Paging) =>
  paged<Position, RecordedEvent, SearchCode>(
    deps,
    scope,
    { question: questionOf(query), paging, first: { after: null, left: countLimit(query) } },
    (position, perPage) => searchEvents(deps, scope, query, position, perPage),
  );

const countLimit = ({ limit }: EventQuery): number | null =>
  limit?.kind === "eventCountLimit" ? limit.count : null;

/** What is asked, whatever the size of its pages: a page token is good for this. */
function questionOf({ conditions, order, limit }: EventQuery): string {
  const text = (operand: Operand) => (operand.type === "pattern" ? operand.form.source : operand.value);
  const asked = conditions.map(({ parameter, operator, operands }) => [
    parameter,
    operator,
    operands.map(text),
  ]);
  return JSON.stringify(["events", asked, order, limit]);
}
