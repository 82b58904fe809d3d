import { expect } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import type { EventFacts, PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { businessTransactionId } from "@/lib/core/epcis/pharma/shipping";
import { glnLink, partyLink } from "@/lib/core/gs1/link";
import { offsetOf } from "@/lib/core/time/zone";
import { captureEvent } from "../capture-event";
import type { Captured } from "../capture-in";
import type { TenantScope } from "../scope";
import { done } from "./acts";
import type { World } from "./world";

export const OWN_CONTEXT = PACKPROOF_CONTEXT as unknown as JsonObject;

let told = 0;

/** What another system tells: its own eventIDs and times. */
export function tellingOf(world: World) {
  const { deps, clock } = world;
  const facts = (scope: TenantScope): EventFacts & { readonly bizLocation: string } => ({
    eventId: `https://line.example/events/${++told}`,
    // A minute ago, as it reads on the wall there.
    eventTime: new Date(clock.now() - 60_000).toISOString(),
    offset: offsetOf(scope.timeZone, clock.now()),
    readPoint: glnLink(scope.siteGln, "LINE-1"),
    bizLocation: glnLink(scope.siteGln),
  });
  const tell = async (scope: TenantScope, event: PharmaEvent | JsonObject): Promise<Captured> =>
    done(await captureEvent(deps, scope, { event: event as unknown as JsonObject, context: OWN_CONTEXT }));
  const applied = async (scope: TenantScope, event: PharmaEvent | JsonObject): Promise<Captured> => {
    const captured = await tell(scope, event);
    expect(captured, JSON.stringify(captured)).toMatchObject({ effect: "applied" });
    return captured;
  };
  /** Expects the refusal, that it is kept, and that the ledger is as before. */
  const refused = async (
    scope: TenantScope,
    event: PharmaEvent | JsonObject,
    code: string,
  ): Promise<Captured> => {
    const { audit: _a, alerts: _b, looks: _c, captures, ...before } = await world.picture();
    const captured = await tell(scope, event);
    expect(captured).toMatchObject({ effect: "refused", refusal: { code } });
    const { audit: _d, alerts: _e, looks: _f, captures: now, ...after } = await world.picture();
    expect(after).toEqual(before);
    expect(now).toHaveLength(captures.length + 1);
    return captured;
  };
  return { facts, tell, applied, refused };
}

const side = ({ siteGln }: Pick<TenantScope, "siteGln">) => ({
  owner: partyLink(siteGln),
  possessor: partyLink(siteGln),
  location: glnLink(siteGln),
});

/** The two sides and the sender's paper of a handover. */
export const handover = (from: TenantScope, to: TenantScope, number: string) => ({
  from: side(from),
  to: side(to),
  desadv: businessTransactionId(from.siteGln, number),
});
