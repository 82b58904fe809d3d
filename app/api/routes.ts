import type { RouteModules } from "@/lib/web/openapi/routes";

/**
 * Every address below /api, for the OpenAPI document and the page for developers. A new route is one line here; a test
 * compares the list with the folders.
 */
export const ROUTES: RouteModules = {
  "/api/health": () => import("./health/route"),
  "/api/log/checkpoint": () => import("./log/checkpoint/route"),
  "/api/log/tile/[...path]": () => import("./log/tile/[...path]/route"),
  "/api/v1/batches": () => import("./v1/batches/route"),
  "/api/v1/batches/[id]/packs": () => import("./v1/batches/[id]/packs/route"),
  "/api/v1/batches/[id]/packs/check": () => import("./v1/batches/[id]/packs/check/route"),
  "/api/v1/batches/[id]/prints": () => import("./v1/batches/[id]/prints/route"),
  "/api/v1/batches/[id]/prints/[print]": () => import("./v1/batches/[id]/prints/[print]/route"),
  "/api/v1/batches/[id]/release": () => import("./v1/batches/[id]/release/route"),
  "/api/v1/holds/[id]/release": () => import("./v1/holds/[id]/release/route"),
  "/api/v1/keys": () => import("./v1/keys/route"),
  "/api/v1/keys/[id]/revoke": () => import("./v1/keys/[id]/revoke/route"),
  "/api/v1/packs/dispense": () => import("./v1/packs/dispense/route"),
  "/api/v1/packs/quarantine": () => import("./v1/packs/quarantine/route"),
  "/api/v1/packs/trace": () => import("./v1/packs/trace/route"),
  "/api/v1/packs/undo": () => import("./v1/packs/undo/route"),
  "/api/v1/packs/verify": () => import("./v1/packs/verify/route"),
  "/api/v1/products/[gtin]": () => import("./v1/products/[gtin]/route"),
  "/api/v1/public/check": () => import("./v1/public/check/route"),
  "/api/v1/public/proofs/[eventId]": () => import("./v1/public/proofs/[eventId]/route"),
  "/api/v1/session": () => import("./v1/session/route"),
  "/api/v1/shipments": () => import("./v1/shipments/route"),
  "/api/v1/shipments/[id]": () => import("./v1/shipments/[id]/route"),
  "/api/v1/shipments/[id]/receipt": () => import("./v1/shipments/[id]/receipt/route"),
  "/api/v1/shipments/[id]/void": () => import("./v1/shipments/[id]/void/route"),
  "/api/v1/shipments/check": () => import("./v1/shipments/check/route"),
  "/api/v1/shipments/find": () => import("./v1/shipments/find/route"),
  "/api/v1/units/count-in": () => import("./v1/units/count-in/route"),
  "/api/v1/units/find": () => import("./v1/units/find/route"),
  "/api/v1/units/found": () => import("./v1/units/found/route"),
  "/api/v1/units/pack": () => import("./v1/units/pack/route"),
  "/api/v1/units/unpack": () => import("./v1/units/unpack/route"),
};
