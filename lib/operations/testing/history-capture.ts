import type { JsonObject } from "@/lib/core/canonical/json-value";
import { commissionContainers, commissionPacks } from "@/lib/core/epcis/pharma/commission";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { hold, releaseHold } from "@/lib/core/epcis/pharma/hold";
import { exportPacks, sample } from "@/lib/core/epcis/pharma/leaving";
import { lock, unlock } from "@/lib/core/epcis/pharma/locking";
import { packUnits, unpackUnits } from "@/lib/core/epcis/pharma/packing";
import { receive, ship, voidShip } from "@/lib/core/epcis/pharma/shipping";
import { countIn } from "@/lib/core/epcis/pharma/stock";
import { supply, undo } from "@/lib/core/epcis/pharma/supply";
import { glnLink, packLink, ssccLink } from "@/lib/core/gs1/link";
import { makeSscc } from "@/lib/core/gs1/sscc";
import { offsetOf } from "@/lib/core/time/zone";
import { captureEvent } from "../capture-event";
import type { TenantScope } from "../scope";
import { done } from "./acts";
import { handover, OWN_CONTEXT } from "./capture-acts";
import { ana, lena, petra, rita, tablets, wanda } from "./cast";
import type { LifeStep } from "./history-life";
import type { Picture } from "./picture";
import type { World } from "./world";

/** What other systems tell, as steps of a random history: now and then too early, twice, or declared wrong. */
export const TELLING_KINDS = [
  ...["tell", "tell", "tell", "tell", "tell", "tell", "tell-early"],
  ...["tell-again", "declare", "declare"],
] as const;

/** Each world remembers what it was told; both worlds of a comparison are told the same. */
const told = new WeakMap<World, { readonly scope: TenantScope; readonly event: PharmaEvent }[]>();

/** Undefined: no step of this kind. */
export async function takeTelling(world: World, step: LifeStep, picture: Picture): Promise<unknown> {
  if (!(TELLING_KINDS as readonly string[]).includes(step.kind)) return undefined;
  const events = told.get(world) ?? [];
  told.set(world, events);
  const before = events[step.other % Math.max(events.length, 1)];
  if (step.kind === "tell-again") return before ? tell(world, before.scope, before.event) : null;
  if (step.kind === "declare") {
    const last = events.at(-1 - (step.other % 3));
    const declaration = { declarationTime: new Date(world.clock.now()).toISOString() };
    return last
      ? tell(world, last.scope, { ...last.event, errorDeclaration: declaration } as unknown as PharmaEvent)
      : null;
  }
  const { scope, event } = eventOf(world, step, picture);
  events.push({ scope, event });
  return tell(world, scope, event);
}

const tell = (world: World, scope: TenantScope, event: PharmaEvent) =>
  captureEvent(world.deps, scope, { event: event as unknown as JsonObject, context: OWN_CONTEXT });

const PARTNERS = [ana, lena, petra, rita, wanda] as const;

function eventOf(
  { clock }: World,
  { kind, n, who, other, links, scope }: LifeStep,
  picture: Picture,
): { readonly scope: TenantScope; readonly event: PharmaEvent } {
  const facts = (by: TenantScope) => ({
    eventId: `https://line.example/history/${n}`,
    eventTime: new Date(clock.now() - (other % 90) * 60_000).toISOString(),
    offset: offsetOf(by.timeZone, clock.now()),
    readPoint: glnLink(by.siteGln),
    bizLocation: glnLink(by.siteGln),
  });
  const own = { ...facts(scope), epcs: links };
  const [first = ""] = links;
  const receiver = PARTNERS[other % PARTNERS.length] ?? petra;
  if (kind === "tell-early") {
    return {
      scope: petra,
      event: receive({ ...facts(petra), epcs: links, ...handover(scope, petra, `H${n}`) }),
    };
  }
  const made = packLink(tablets.gtin, `TOLD-${n}`);
  // One of nothing but packs without serials is told by no event of units.
  const open = picture.shipmentIds.filter((one) => one.open && one.lines.length > 0).at(other % 3);
  const taker = PARTNERS.find(({ siteId }) => siteId === open?.to) ?? petra;
  const parent = picture.units[first]?.parent ?? links.find((link) => link.includes("/00/")) ?? first;
  const box = ssccLink(done(makeSscc(4, ana.siteGln.slice(0, 7), n)));
  const builders: readonly (() => { scope: TenantScope; event: PharmaEvent })[] = [
    () => ({
      scope: ana,
      event: commissionPacks({
        ...facts(ana),
        epcs: [made],
        lotNumber: other % 2 ? `T${n}` : "START",
        itemExpirationDate: "2029-03-31",
      }),
    }),
    () => ({ scope: ana, event: commissionContainers({ ...facts(ana), epcs: [box] }) }),
    () => ({
      scope,
      event: packUnits({
        ...own,
        parent,
        children: links.filter((link) => link !== parent).concat(links.length > 1 ? [] : [made]),
      }),
    }),
    () => ({ scope, event: unpackUnits({ ...own, parent, children: other % 2 ? [] : [first] }) }),
    () => ({ scope, event: ship({ ...own, ...handover(scope, receiver, `H${n % 4}`) }) }),
    () => ({
      scope: taker,
      // Whole, or its first part.
      event: receive({
        ...facts(taker),
        epcs: (open?.lines ?? links).slice(0, other % 2 ? 1 : undefined),
        ...handover(ana, taker, `H${n}`),
      }),
    }),
    () => ({ scope, event: voidShip({ ...own, desadv: handover(scope, receiver, "H1").desadv }) }),
    () => ({ scope, event: countIn(own) }),
    () => ({ scope, event: supply(own) }),
    () => ({ scope, event: undo({ ...own, undoes: `https://line.example/history/${n - 1 - (who % 9)}` }) }),
    () => ({ scope, event: exportPacks(own) }),
    () => ({ scope, event: sample({ ...own, kind: other % 3 ? "SAMPLE" : "FREE_SAMPLE" }) }),
    () => ({ scope, event: other % 2 ? lock(own) : unlock(own) }),
    () => ({ scope, event: hold({ ...own, epcs: [first] }) }),
    () => ({ scope, event: releaseHold({ ...own, epcs: [first] }) }),
  ];
  const build = builders[(who + other) % builders.length];
  return build ? build() : { scope, event: supply(own) };
}
