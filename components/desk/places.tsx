import {
  Boxes,
  ClipboardList,
  House,
  KeyRound,
  Layers,
  ListChecks,
  OctagonAlert,
  PackageCheck,
  Pill,
  Route as RouteIcon,
  Truck,
  Undo2,
  Warehouse,
} from "lucide-react";
import type { Route } from "next";
import type { Place } from "@/components/frame/place";
import { can } from "@/lib/core/access/can";
import type { Action } from "@/lib/core/access/permissions";
import { actorOf, type TenantScope } from "@/lib/operations/scope";

type Key =
  | "home"
  | "batches"
  | "pack"
  | "ship"
  | "receive"
  | "counter"
  | "returns"
  | "stock"
  | "deliveries"
  | "recalls"
  | "trace"
  | "jobs"
  | "keys";

/** Every place with what a person must be allowed to do, one thing of these, to need it; in the order of a day's work. */
const PLACES: readonly { key: Key; href: Route; icon: Place["icon"]; needs: readonly Action[] | null }[] = [
  { key: "home", href: "/home" as Route, icon: <House aria-hidden />, needs: null },
  { key: "counter", href: "/counter" as Route, icon: <Pill aria-hidden />, needs: ["dispense-pack"] },
  {
    key: "batches",
    href: "/batches" as Route,
    icon: <Layers aria-hidden />,
    needs: ["commission-packs", "hold-batch"],
  },
  {
    key: "receive",
    href: "/receive" as Route,
    icon: <PackageCheck aria-hidden />,
    needs: ["receive-shipment"],
  },
  { key: "ship", href: "/ship" as Route, icon: <Truck aria-hidden />, needs: ["ship-units"] },
  { key: "pack", href: "/pack" as Route, icon: <Boxes aria-hidden />, needs: ["pack-units"] },
  { key: "returns", href: "/returns" as Route, icon: <Undo2 aria-hidden />, needs: ["restock-packs"] },
  { key: "stock", href: "/stock" as Route, icon: <Warehouse aria-hidden />, needs: ["view-stock"] },
  {
    key: "deliveries",
    href: "/deliveries" as Route,
    icon: <ClipboardList aria-hidden />,
    needs: ["view-shipments"],
  },
  { key: "recalls", href: "/recalls" as Route, icon: <OctagonAlert aria-hidden />, needs: ["view-recalls"] },
  { key: "trace", href: "/trace" as Route, icon: <RouteIcon aria-hidden />, needs: ["trace-pack"] },
  { key: "jobs", href: "/jobs" as Route, icon: <ListChecks aria-hidden />, needs: ["verify-pack"] },
  { key: "keys", href: "/settings/keys" as Route, icon: <KeyRound aria-hidden />, needs: ["manage-keys"] },
];

/** The few places this person's role needs. */
export function placesFor(scope: TenantScope, now: number, label: (key: Key) => string): readonly Place[] {
  const actor = actorOf(scope, now);
  return PLACES.filter(({ needs }) => needs === null || needs.some((action) => can(actor, action).ok)).map(
    ({ key, href, icon }) => ({
      href,
      icon,
      label: label(key),
    }),
  );
}

/** Where what a person scans belongs; an inspector has no station, and follows the pack. */
const SCANNING = ["/counter", "/receive", "/ship", "/pack", "/trace"];

/** Where a person's work begins: the first station they have. */
export const firstStation = (places: readonly Place[]): Route =>
  places.find(({ href }) => SCANNING.includes(href))?.href ?? ("/home" as Route);
