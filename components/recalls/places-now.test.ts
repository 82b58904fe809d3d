import { describe, expect, it } from "vitest";
import { siteId } from "@/lib/core/pack/ids";
import type { NamedSite, RecallPlace } from "@/lib/operations/recall-desk-ports";
import { patientsByCity, placesNow } from "./places-now";

const site = (id: string, city = "Graz"): NamedSite => ({
  id: siteId(id),
  name: id,
  city,
  organisation: id,
  phone: null,
});
const place = (change: Partial<RecallPlace>): RecallPlace => ({
  site: site("a"),
  to: null,
  state: "ACTIVE",
  disposition: "AT_SITE",
  held: false,
  count: 1,
  ...change,
});
const rows = (...places: Partial<RecallPlace>[]) =>
  placesNow(places.map(place)).map(({ site: at, to, bucket, count }) => [at?.id, to?.id, bucket, count]);

describe("where the packs of a recall are", () => {
  it("is one row a site and bucket, the most packs first", () => {
    expect(rows({ count: 2 }, { state: "LOCKED", count: 4 }, { held: true, count: 5 }, { count: 1 })).toEqual(
      [
        ["a", undefined, "quarantined", 9],
        ["a", undefined, "saleable", 3],
      ],
    );
  });

  it("tells goods on the road by where they go", () => {
    const road = { disposition: "IN_TRANSIT", count: 2 } as const;
    expect(rows({ ...road, to: site("b") }, { ...road, to: site("c"), count: 1 })).toEqual([
      ["a", "b", "in-transit", 2],
      ["a", "c", "in-transit", 1],
    ]);
  });

  it("counts sites without a name together, and leaves out what is nowhere", () => {
    expect(
      rows({ site: null }, { site: null, count: 2 }, { state: "VOID" }, { disposition: "UNKNOWN" }),
    ).toEqual([[undefined, undefined, "saleable", 3]]);
  });
});

it("counts patients by the city where they got it", () => {
  const supplied = { state: "SUPPLIED", disposition: "WITH_PATIENT" } as const;
  const places = [
    place({ ...supplied, count: 2 }),
    place({ ...supplied, site: site("b", "Linz"), count: 5 }),
    place({ ...supplied, site: site("c"), count: 1 }),
    place({ count: 9 }),
  ];
  expect(patientsByCity(places)).toEqual([
    ["Linz", 5],
    ["Graz", 3],
  ]);
});
