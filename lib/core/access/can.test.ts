import { describe, expect, it } from "vitest";
import { orgId, personId, productId, siteId } from "@/lib/core/pack/ids";
import { type Actor, can, type Delegation, type Subject } from "./can";
import {
  ACTIONS,
  type Action,
  CAPABILITIES,
  type Capability,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from "./permissions";

const HOME = siteId("graz");
const AWAY = siteId("wien");
const LINDHOF = orgId("lindhof");
const TODAY = "2026-11-20";

const actor = (capability: Capability, role: Role, change: Partial<Actor> = {}): Actor => ({
  personId: personId("p"),
  orgId: orgId("o"),
  capabilities: [{ capability, validFrom: "2020-01-01", validTo: null }],
  roles: [{ role, siteId: null }],
  siteId: HOME,
  country: "AT",
  delegations: [],
  today: TODAY,
  ...change,
});
const code = (who: Actor, action: Action, subject?: Subject) => {
  const result = can(who, action, subject);
  return result.ok ? result.value.as : result.refusal.code;
};

describe("the permission matrix", () => {
  it("refuses every combination of capability, role and action that no row allows, and only those", () => {
    let denied = 0;
    for (const action of ACTIONS)
      for (const capability of CAPABILITIES)
        for (const role of ROLES) {
          const row = PERMISSIONS[action];
          const includes = (list: readonly string[], one: string) => list.includes(one);
          const allowed =
            capability === "regulator"
              ? includes(row.regulator, role)
              : includes(row.capabilities, capability) && includes(row.roles, role);
          const got = can(actor(capability, role), action);
          expect([action, capability, role, got.ok]).toEqual([action, capability, role, allowed]);
          if (!got.ok) denied++;
        }
    expect(denied).toBeGreaterThan(ACTIONS.length * CAPABILITIES.length);
  });

  it("gives an auditor and an admin no verb that moves goods or changes what is true of them", () => {
    const reads = /^(view|trace|manage)-/;
    for (const action of ACTIONS.filter((name) => !reads.test(name))) {
      for (const role of ["auditor", "admin"] as const)
        for (const capability of CAPABILITIES) expect(can(actor(capability, role), action).ok).toBe(false);
    }
  });

  it("keeps release, recall, stolen and destroy for the responsible person", () => {
    for (const action of [
      "release-batch",
      "prepare-recall",
      "report-stolen",
      "destroy-pack",
      "release-hold",
    ] as const) {
      expect(code(actor("holder", "responsible"), action)).toBe("own");
      for (const role of ["operator", "lead"] as const) {
        expect(code(actor("holder", role), action)).toBe("FORBIDDEN_ROLE");
      }
    }
  });

  it("lets only counters dispense, and only a lead or the pharmacist undo", () => {
    expect(code(actor("wholesaler", "operator"), "dispense-pack")).toBe("FORBIDDEN_CAPABILITY");
    expect(code(actor("pharmacy", "operator"), "dispense-pack")).toBe("own");
    expect(code(actor("pharmacy", "operator"), "undo-pack")).toBe("FORBIDDEN_ROLE");
    expect(code(actor("hospital", "lead"), "undo-pack")).toBe("own");
  });
});

describe("sites", () => {
  it("lets a person work where they are active and have the role, nowhere else", () => {
    const roles = [{ role: "operator", siteId: HOME }] as const;
    expect(code(actor("pharmacy", "operator", { roles }), "dispense-pack")).toBe("own");
    expect(code(actor("pharmacy", "operator", { roles }), "dispense-pack", { siteId: AWAY })).toBe(
      "FORBIDDEN_SITE",
    );
    expect(code(actor("pharmacy", "operator", { roles, siteId: AWAY }), "dispense-pack")).toBe(
      "FORBIDDEN_SITE",
    );
    expect(code(actor("pharmacy", "operator", { siteId: null }), "dispense-pack")).toBe("FORBIDDEN_SITE");
  });
});

describe("licences", () => {
  it("count on the days they are valid, the last one included", () => {
    const until = (validTo: string) =>
      actor("pharmacy", "operator", {
        capabilities: [{ capability: "pharmacy", validFrom: "2020-01-01", validTo }],
      });
    expect(code(until(TODAY), "dispense-pack")).toBe("own");
    expect(code(until("2026-11-19"), "dispense-pack")).toBe("FORBIDDEN_CAPABILITY");
  });
});

describe("delegation", () => {
  const made: Delegation = {
    from: LINDHOF,
    to: orgId("o"),
    actions: ["ship-units"],
    products: [productId("ternavex")],
    validFrom: "2026-01-01",
    validTo: "2026-12-31",
  };
  const nordkai = (change: Partial<Delegation> = {}) =>
    actor("logistics", "operator", { delegations: [{ ...made, ...change }] });
  const forLindhof: Subject = { actingFor: LINDHOF, productId: productId("ternavex") };

  it("lets a 3PL ship in the holder's name and says so in the grant", () => {
    expect(can(nordkai(), "ship-units", forLindhof)).toMatchObject({
      value: { as: "delegate", onBehalfOf: LINDHOF },
    });
  });

  it("covers its verbs, products, parties and days, and nothing besides", () => {
    const refused = "FORBIDDEN_DELEGATION";
    expect(code(nordkai(), "receive-shipment", forLindhof)).toBe(refused);
    expect(code(nordkai(), "ship-units", { ...forLindhof, productId: productId("semvia") })).toBe(refused);
    expect(code(nordkai(), "ship-units", { actingFor: LINDHOF })).toBe(refused);
    expect(code(nordkai({ products: null }), "ship-units", { actingFor: LINDHOF })).toBe("delegate");
    expect(code(nordkai({ validTo: "2026-11-19" }), "ship-units", forLindhof)).toBe(refused);
    expect(code(nordkai({ validFrom: "2026-11-21" }), "ship-units", forLindhof)).toBe(refused);
    expect(code(nordkai({ to: orgId("other") }), "ship-units", forLindhof)).toBe(refused);
    expect(code(nordkai(), "ship-units", { ...forLindhof, actingFor: orgId("rival") })).toBe(refused);
  });

  it("takes several products when each is delegated, and any delegation of the verb while none is known", () => {
    const [one, other] = [productId("ternavex"), productId("semvia")];
    const both = actor("logistics", "operator", { delegations: [made, { ...made, products: [other] }] });
    const ask = (products: readonly (typeof one)[], who = both) =>
      code(who, "ship-units", { actingFor: LINDHOF, products });
    expect([ask([one, other]), ask([])]).toEqual(["delegate", "delegate"]);
    expect([ask([one, other], nordkai()), ask([one, productId("mellis")])]).toEqual([
      "FORBIDDEN_DELEGATION",
      "FORBIDDEN_DELEGATION",
    ]);
    expect(ask([], nordkai({ validTo: "2026-11-19" }))).toBe("FORBIDDEN_DELEGATION");
  });

  it("never hands on what can't be delegated, nor to whom it isn't licensed", () => {
    const all = { actions: [...ACTIONS], products: null };
    expect(code(nordkai(all), "release-batch", forLindhof)).toBe("FORBIDDEN_CAPABILITY");
    expect(code(nordkai(all), "dispense-pack", forLindhof)).toBe("FORBIDDEN_CAPABILITY");
    const pharmacy = actor("pharmacy", "operator", { delegations: [{ ...made, ...all }] });
    expect(code(pharmacy, "commission-packs", forLindhof)).toBe("FORBIDDEN_CAPABILITY");
  });
});

describe("the matrix of delegations", () => {
  const HOLDER = orgId("holder");
  const [GIVEN, OTHER] = [productId("given"), productId("other")];
  /** What is wrong with a delegation of `action` that would otherwise do. */
  const FLAWS: Readonly<Record<string, (action: Action) => Partial<Delegation>>> = {
    none: () => ({}),
    expired: () => ({ validTo: "2026-11-19" }),
    "not yet": () => ({ validFrom: "2026-11-21" }),
    "another product": () => ({ products: [OTHER] }),
    "another verb": (action) => ({ actions: ACTIONS.filter((one) => one !== action) }),
    "another holder": () => ({ from: orgId("somebody") }),
    "another agent": () => ({ to: orgId("somebody") }),
  };

  it("holder × agent × role × verb × product × days: each combination gets the table's answer, and no other", () => {
    let denied = 0;
    for (const action of ACTIONS)
      for (const capability of CAPABILITIES)
        for (const role of ROLES)
          for (const [flaw, change] of Object.entries(FLAWS)) {
            const row: Permission = PERMISSIONS[action];
            const expected =
              capability === "regulator" || !row.delegates.includes(capability)
                ? "FORBIDDEN_CAPABILITY"
                : !row.roles.includes(role)
                  ? "FORBIDDEN_ROLE"
                  : flaw === "none"
                    ? "delegate"
                    : "FORBIDDEN_DELEGATION";
            const delegation: Delegation = {
              from: HOLDER,
              to: orgId("o"),
              actions: [action],
              products: [GIVEN],
              validFrom: "2026-01-01",
              validTo: "2026-12-31",
              ...change(action),
            };
            const agent = actor(capability, role, { delegations: [delegation] });
            const got = code(agent, action, { actingFor: HOLDER, products: [GIVEN] });
            if (got !== expected) expect([action, capability, role, flaw, got]).toEqual(expected);
            if (got !== "delegate") denied++;
          }
    expect(denied).toBeGreaterThan(ACTIONS.length * CAPABILITIES.length * ROLES.length);
  });
});

describe("authorities", () => {
  const mara = actor("regulator", "recall_officer");

  it("see their own market only, and owe the data's owner a reason", () => {
    expect(can(mara, "trace-pack", { markets: ["DE", "AT"] })).toMatchObject({
      value: { as: "regulator", reasonRequired: true },
    });
    expect(code(mara, "trace-pack", { markets: ["DE"] })).toBe("FORBIDDEN_MARKET");
  });

  it("hold and recall, an inspector only holds, and neither touches goods", () => {
    expect(code(mara, "prepare-recall", { markets: ["AT"] })).toBe("regulator");
    expect(code(actor("regulator", "inspector"), "hold-batch")).toBe("regulator");
    expect(code(actor("regulator", "inspector"), "prepare-recall")).toBe("FORBIDDEN_ROLE");
    for (const action of ["ship-units", "dispense-pack", "commission-packs", "destroy-pack"] as const) {
      expect(code(mara, action)).toBe("FORBIDDEN_CAPABILITY");
    }
  });

  it("never act in another organisation's name, whatever was delegated to them", () => {
    const delegations = [
      {
        from: LINDHOF,
        to: orgId("o"),
        actions: ACTIONS,
        products: null,
        validFrom: "2020-01-01",
        validTo: null,
      },
    ];
    const officer = actor("regulator", "recall_officer", { delegations });
    expect(code(officer, "prepare-recall", { actingFor: LINDHOF })).toBe("FORBIDDEN_CAPABILITY");
  });
});
