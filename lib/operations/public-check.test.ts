import { describe, expect, it } from "vitest";
import { type PublicQuestion, publicCheck } from "./public-check";
import type { PublicRecord, PublicRegistry, PublicStep } from "./public-ports";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const question: PublicQuestion = {
  gtin: "09520101100016",
  serial: "7QH2MX9D4TKR",
  batch: "TX24112",
  expiry: "2028-03-31",
};

const step = (bizStep: string, registryState: string | null = null): PublicStep => ({
  eventId: `event of ${bizStep}`,
  statement: {
    type: "ObjectEvent",
    action: "OBSERVE",
    bizStep,
    disposition: null,
    registryState,
    outcome: "applied",
    month: "2026-11",
    actorKind: "pharmacy",
    country: "AT",
  },
  logged: true,
  anchored: true,
  final: false,
});

const record: PublicRecord = {
  product: {
    name: "Ternavex",
    strength: "10 mg",
    form: "film-coated tablets",
    packSize: "30",
    state: "ACTIVE",
    serialised: true,
    maker: "Lindhof Pharma",
  },
  pack: {
    state: "SUPPLIED",
    stateMonth: "2026-11",
    batch: "TX24112",
    expiryPrinted: "280331",
    lastValidDay: "2028-03-31",
    batchState: "RELEASED",
    illegitimate: false,
    serialRecalled: false,
    recall: null,
    conflict: false,
  },
};

const steps = [
  step("commissioning", "ACTIVE"),
  step("packing"),
  step("receiving"),
  step("holding"),
  step("inspecting"),
  step("dispensing", "SUPPLIED"),
];

const ask = (asked: Partial<PublicQuestion>, known: PublicRecord = record) => {
  const registry = {
    pack: async () => known,
    history: async () => ({ steps, containerSteps: 3 }),
  } satisfies Partial<PublicRegistry>;
  return publicCheck(
    { clock: { now: () => NOW }, registry: registry as unknown as PublicRegistry },
    { ...question, ...asked },
  );
};

describe("what anybody may know of a pack", () => {
  it("tells its own beginning and end by name, and the trade between them as a count", async () => {
    const answer = await ask({});
    expect(answer.verdict.code).toBe("SUPPLIED_ONCE");
    expect(answer.steps.map(({ statement }) => statement.bizStep)).toEqual(["commissioning", "dispensing"]);
    expect(answer.containerSteps).toBe(5);
  });

  it("betrays no hold and no investigation, not even in the count", async () => {
    expect(JSON.stringify(await ask({}))).not.toMatch(/holding|inspecting/);
  });

  it.each([
    ["another batch", { batch: "TX24107" }],
    ["another expiry date", { expiry: "2028-04-30" }],
    ["no batch", { batch: null }],
    ["no expiry date", { expiry: null }],
  ])("tells nothing of the way to somebody with %s", async (_, wrong) => {
    expect(await ask(wrong)).toMatchObject({ steps: [], containerSteps: 0 });
  });

  it("answers a wrong batch exactly as it answers an unknown serial", async () => {
    const wrong = await ask({ batch: "TX24107" });
    const unknown = await ask({ batch: "TX24107" }, { ...record, pack: null });
    expect(wrong).toEqual(unknown);
  });

  it("gives back what was given and never what the registry holds", async () => {
    expect((await ask({ batch: null })).given.batch).toBeNull();
    expect(JSON.stringify(await ask({ batch: null }))).not.toContain("TX24112");
  });
});
