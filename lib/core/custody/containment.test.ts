import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchId, epcId } from "@/lib/core/pack/ids";
import { OTHER_PHARMACY, PHARMACY } from "@/lib/core/pack/testing/pack-facts";
import { type Child, MAX_DEPTH, type Parent, packInto, unpackFrom } from "./containment";

const here = PHARMACY;
const custody = { holderOrgId: here.orgId, siteId: here.siteId, place: "AT_SITE" } as const;
const b1 = batchId("b1");

const parent = (id: string, change: Partial<Parent> = {}): Parent => ({
  id: epcId(id),
  link: `https://id.gs1.org/00/${id}`,
  parentId: null,
  custody,
  ancestors: [],
  batches: [b1],
  ...change,
});
const child = (id: string, change: Partial<Child> = {}): Child => ({
  id: epcId(id),
  link: `https://id.gs1.org/01/09520101100016/21/${id}`,
  parentId: null,
  custody,
  height: 0,
  registryState: "ACTIVE",
  batches: [b1],
  ...change,
});
const ask = (p: Parent, c: Child, oneBatch = false) => packInto({ parent: p, child: c, here, oneBatch });
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;

describe("packing", () => {
  it("puts a free unit into a container, and knows a repeated scan from a mistake", () => {
    expect(ask(parent("case"), child("a"))).toEqual({ ok: true, value: { changed: true } });
    expect(ask(parent("case"), child("a", { parentId: epcId("case") }))).toEqual({
      ok: true,
      value: { changed: false },
    });
  });

  it("never gives a unit a second parent", () => {
    expect(code(ask(parent("case"), child("a", { parentId: epcId("other") })))).toBe("ALREADY_PACKED");
  });

  it("never closes a circle", () => {
    expect(code(ask(parent("case"), child("case")))).toBe("CYCLE");
    const inner = parent("case", { parentId: epcId("pallet"), ancestors: [epcId("pallet")] });
    expect(code(ask(inner, child("pallet", { registryState: null, height: 2 })))).toBe("CYCLE");
  });

  it("keeps one batch in a container that asks for it", () => {
    const other = child("a", { batches: [batchId("b2")] });
    expect(code(ask(parent("case"), other, true))).toBe("MIXED_BATCH");
    expect(code(ask(parent("case"), other))).toBe("ok");
    expect(code(ask(parent("case", { batches: [] }), other, true))).toBe("ok");
  });

  it("packs only what is at this site, and nothing that has ended", () => {
    const away = { ...custody, siteId: OTHER_PHARMACY.siteId };
    expect(code(ask(parent("case"), child("a", { custody: away })))).toBe("NOT_IN_CUSTODY");
    expect(code(ask(parent("case", { custody: away }), child("a")))).toBe("NOT_IN_CUSTODY");
    const moving = { ...custody, place: "IN_TRANSIT" } as const;
    expect(code(ask(parent("case", { custody: moving }), child("a")))).toBe("NOT_IN_CUSTODY");
    expect(code(ask(parent("case"), child("a", { registryState: "VOID" })))).toBe("ALREADY_INACTIVE");
  });

  it("never builds a tree deeper than five levels, and never a circle, whatever is packed into what", () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const moves = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 60 });
    fc.assert(
      fc.property(moves, (pairs) => {
        const parentOf = new Map<string, string>();
        const ancestors = (id: string): string[] => {
          const above = parentOf.get(id);
          return above === undefined ? [] : [above, ...ancestors(above)];
        };
        const height = (id: string): number =>
          Math.max(0, ...ids.filter((one) => parentOf.get(one) === id).map((one) => height(one) + 1));
        const up = (id: string) => {
          const above = parentOf.get(id);
          return { parentId: above === undefined ? null : epcId(above) };
        };
        for (const [outer, inner] of pairs) {
          const result = ask(
            parent(outer, { ...up(outer), ancestors: ancestors(outer).map(epcId) }),
            child(inner, { ...up(inner), registryState: null, height: height(inner) }),
          );
          if (result.ok) parentOf.set(inner, outer);
          for (const id of ids) {
            expect(ancestors(id)).not.toContain(id);
            expect(ancestors(id).length).toBeLessThanOrEqual(MAX_DEPTH);
          }
        }
      }),
    );
  });
});

describe("unpacking", () => {
  it("takes a unit only out of the container it is in, at this site", () => {
    const packed = child("a", { parentId: epcId("case") });
    expect(code(unpackFrom(parent("case"), packed, here))).toBe("ok");
    expect(code(unpackFrom(parent("other"), packed, here))).toBe("NOT_PACKED");
    expect(code(unpackFrom(parent("case"), child("a"), here))).toBe("NOT_PACKED");
    const away = { ...packed, custody: { ...custody, siteId: OTHER_PHARMACY.siteId } };
    expect(code(unpackFrom(parent("case"), away, here))).toBe("NOT_IN_CUSTODY");
  });
});
