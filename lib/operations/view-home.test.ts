import { expect, it } from "vitest";
import { receive } from "@/lib/core/epcis/pharma/shipping";
import { nodePrimitives } from "@/lib/primitives/node";
import { WAITS_AT_MOST } from "./capture-in";
import type { Desk } from "./desk-ports";
import type { TenantScope } from "./scope";
import { actsOf } from "./testing/acts";
import { handover, tellingOf } from "./testing/capture-acts";
import { ana, maker, petra, pharmacy, rival, tablets } from "./testing/cast";
import { memoryWorld } from "./testing/world";
import { viewHome } from "./view-home";

/** A desk with nothing on it. */
const none = async () => [];
const desk: Pick<Desk, "batches" | "stock" | "deliveries" | "today" | "exceptions" | "alerts"> = {
  batches: none,
  stock: none,
  deliveries: none,
  today: none,
  exceptions: none,
  alerts: none,
};

it("needs both sides of a receipt that nobody shipped for a day: one line a partner, however many units", async () => {
  const world = await memoryWorld(nodePrimitives.sha256);
  const telling = tellingOf(world);
  const { links } = await actsOf(world).batch({ packs: 3 });
  const since = world.clock.now();
  const told = receive({ ...telling.facts(petra), epcs: links, ...handover(ana, petra, "NEVER") });
  expect(await telling.tell(petra, told)).toMatchObject({ effect: "pending" });
  const needs = async (scope: TenantScope) =>
    (await viewHome({ ...world.deps, desk: desk as Desk }, scope)).needs;
  expect([await needs(petra), await needs(ana)]).toEqual([[], []]);
  world.clock.advance(WAITS_AT_MOST + 1);
  expect(await needs(petra)).toEqual([{ kind: "waiting", partner: maker.name, count: 3, since }]);
  expect(await needs(ana)).toEqual([{ kind: "unshipped", partner: pharmacy.name, count: 3, since }]);
});

it("needs one look at a serial number that two sites alert, and says at how many", async () => {
  const world = await memoryWorld(nodePrimitives.sha256);
  const alert = {
    gtin: tablets.gtin,
    product: tablets.name,
    cause: "CLONE_SUSPECTED",
    state: "NEW",
    raisedAt: 0,
  } as const;
  const there = { raisedByOrgId: pharmacy.id, siteId: pharmacy.sites[0].id };
  const alerts = async () => [
    { ...alert, ...there, id: "1", serial: "COPIED", count: 2 },
    { ...alert, raisedByOrgId: rival.id, siteId: rival.sites[0].id, id: "2", serial: "COPIED", count: 1 },
    { ...alert, ...there, id: "3", serial: "OTHER", count: 1 },
  ];
  const alerted: typeof desk = { ...desk, alerts };
  const { needs } = await viewHome({ ...world.deps, desk: alerted as Desk }, ana);
  expect(needs).toMatchObject([
    { kind: "alert", sites: 2, alert: { serial: "COPIED", count: 3 } },
    { kind: "alert", sites: 1, alert: { serial: "OTHER", count: 1 } },
  ]);
});
