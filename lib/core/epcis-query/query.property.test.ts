import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { conditionsOf } from "./conditions";
import { matcherOf, matches } from "./matches";
import { orderEvents } from "./order-events";
import { parseQuery } from "./parse-query";

/** Each thing in spellings that mean the same; what a model names by its place in these lists. */
const LINK = "https://id.gs1.org";
const PACKS = [
  [
    "urn:epc:id:sgtin:9521321.000001.A1",
    `${LINK}/01/09521321000019/21/A1`,
    "https://example.com/x/gtin/9521321000019/ser/A1",
  ],
  [
    "urn:epc:id:sgtin:9521321.000001.A2",
    `${LINK}/01/09521321000019/21/A2`,
    "https://shop.example/01/9521321000019/10/L/21/A2?17=281231",
  ],
  ["urn:epc:id:sgtin:9521321.000002.A1", `${LINK}/01/09521321000026/21/A1`],
  ["urn:epc:id:sscc:9521321.1000000001", `${LINK}/00/195213210000000011`],
];
/** The packs of each pattern. */
const PATTERNS = [
  { of: [0, 1], as: ["urn:epc:idpat:sgtin:9521321.000001.*", `${LINK}/01/09521321000019`] },
  { of: [0, 1, 2], as: ["urn:epc:idpat:sgtin:9521321.*.*"] },
  { of: [3], as: ["urn:epc:idpat:sscc:*.*"] },
];
const PLACES = [
  ["urn:epc:id:sgln:9521321.00001.0", `${LINK}/414/9521321000018`],
  ["urn:epc:id:sgln:9521321.00001.7", `${LINK}/414/9521321000018/254/7`],
  ["https://example.com/dock"],
];
const STEPS = [
  [
    "shipping",
    "urn:epcglobal:cbv:bizstep:shipping",
    "https://ref.gs1.org/cbv/BizStep-shipping",
    "cbv:BizStep-shipping",
  ],
  ["receiving", "urn:epcglobal:cbv:bizstep:receiving"],
  ["ex:weighing", "https://example.com/ns/weighing"],
];
const TYPES = ["ObjectEvent", "AggregationEvent"];
const ACTIONS = ["ADD", "OBSERVE", "DELETE"];
const CONTEXT = { ex: "https://example.com/ns/" };

type Model = {
  readonly type: number;
  readonly time: number;
  readonly action: number;
  readonly step: number | null;
  readonly place: number | null;
  readonly packs: readonly number[];
  readonly parent: number | null;
  readonly quantity: number | null;
};
type Question = {
  readonly types: readonly number[] | null;
  readonly from: number | null;
  readonly before: number | null;
  readonly actions: readonly number[] | null;
  readonly steps: readonly number[] | null;
  readonly places: readonly number[] | null;
  readonly packs: readonly number[] | null;
  readonly any: readonly number[] | null;
  readonly patterns: readonly number[] | null;
  readonly atLeast: number | null;
};

const index = (list: readonly unknown[]) => fc.nat(list.length - 1);
const some = (list: readonly unknown[]) => fc.uniqueArray(index(list), { minLength: 1 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 1 });
const time = fc.nat(5);
/** Chooses spellings; each use takes the next number. */
const spelling = fc.infiniteStream(fc.nat(11));

const model: fc.Arbitrary<Model> = fc.record({
  type: index(TYPES),
  time,
  action: index(ACTIONS),
  step: fc.option(index(STEPS)),
  place: fc.option(index(PLACES)),
  packs: fc.uniqueArray(index(PACKS)),
  parent: fc.option(index(PACKS)),
  quantity: fc.option(fc.nat(5)),
});
const question: fc.Arbitrary<Question> = fc.record({
  types: maybe(some(TYPES)),
  from: maybe(time),
  before: maybe(time),
  actions: maybe(some(ACTIONS)),
  steps: maybe(some(STEPS)),
  places: maybe(some(PLACES)),
  packs: maybe(some(PACKS)),
  any: maybe(some(PACKS)),
  patterns: maybe(some(PATTERNS)),
  atLeast: maybe(fc.nat(5)),
});

type Choose = (spellings: readonly string[] | undefined) => string;
const chooser =
  (numbers: Iterator<number>): Choose =>
  (spellings = []) =>
    spellings[(numbers.next().value ?? 0) % spellings.length] ?? "";

const HOURS = ["Z", "+01:00", "-11:30"];
const instant = (minute: number, choose: Choose): string => {
  const zone = choose(HOURS);
  const shift = zone === "Z" ? 0 : zone === "+01:00" ? 60 : -690;
  return new Date(Date.UTC(2026, 0, 5, 0, minute + shift))
    .toISOString()
    .replace(".000Z", choose(["", ".0", ".0001"]) + zone);
};

function eventOf(model: Model, choose: Choose): JsonObject {
  const children = model.packs.map((pack) => choose(PACKS[pack]));
  return {
    "@context": CONTEXT,
    type: TYPES[model.type],
    eventTime: instant(model.time, choose),
    action: ACTIONS[model.action],
    ...(model.step === null ? {} : { bizStep: choose(STEPS[model.step]) }),
    ...(model.place === null ? {} : { readPoint: { id: choose(PLACES[model.place]) } }),
    ...(model.type === 0 ? { epcList: children } : { childEPCs: children }),
    ...(model.parent === null ? {} : { parentID: choose(PACKS[model.parent]) }),
    ...(model.quantity === null ? {} : { quantityList: [{ epcClass: "urn:x:1", quantity: model.quantity }] }),
  };
}

function parametersOf(question: Question, choose: Choose): readonly (readonly [string, string])[] {
  const list = (places: readonly number[] | null, of: (place: number) => string) =>
    places?.map(of).join("|") ?? null;
  const parameters: readonly (readonly [string, string | null])[] = [
    ["eventType", list(question.types, (type) => TYPES[type] ?? "")],
    ["GE_eventTime", question.from === null ? null : instant(question.from, choose)],
    ["LT_eventTime", question.before === null ? null : instant(question.before, choose)],
    ["EQ_action", list(question.actions, (action) => ACTIONS[action] ?? "")],
    ["EQ_bizStep", list(question.steps, (step) => choose(STEPS[step]))],
    ["EQ_readPoint", list(question.places, (place) => choose(PLACES[place]))],
    ["MATCH_epc", list(question.packs, (pack) => choose(PACKS[pack]))],
    ["MATCH_anyEPC", list(question.any, (pack) => choose(PACKS[pack]))],
    ["MATCH_parentID", list(question.patterns, (pattern) => choose(PATTERNS[pattern]?.as))],
    [
      "GE_quantity",
      question.atLeast === null
        ? null
        : choose([`${question.atLeast}`, `${question.atLeast}.0`, `${question.atLeast}e0`]),
    ],
  ];
  return parameters.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** What the standard says, over the model, where every thing has one name. */
function isAsked(question: Question, event: Model): boolean {
  const oneOf = (wanted: readonly number[] | null, has: readonly (number | null)[]) =>
    wanted === null || has.some((value) => value !== null && wanted.includes(value));
  return (
    oneOf(question.types, [event.type]) &&
    (question.from === null || event.time >= question.from) &&
    (question.before === null || event.time < question.before) &&
    oneOf(question.actions, [event.action]) &&
    oneOf(question.steps, [event.step]) &&
    oneOf(question.places, [event.place]) &&
    oneOf(question.packs, event.packs) &&
    oneOf(question.any, [...event.packs, event.parent]) &&
    oneOf(question.patterns?.flatMap((pattern) => PATTERNS[pattern]?.of ?? []) ?? null, [event.parent]) &&
    (question.atLeast === null || (event.quantity !== null && event.quantity >= question.atLeast))
  );
}

const parse = (url: readonly (readonly [string, string])[]) => {
  const query = parseQuery({ url, context: CONTEXT });
  if (!query.ok) throw new Error(query.refusal.message);
  return query.value;
};

describe("any query", () => {
  it("finds what a plain reading of the standard finds, in every spelling and order of parameters", () => {
    fc.assert(
      fc.property(
        question,
        fc.array(model, { maxLength: 8 }),
        spelling,
        fc.func(fc.integer()),
        (asked, models, numbers, rank) => {
          const choose = chooser(numbers[Symbol.iterator]());
          const parameters = parametersOf(asked, choose);
          const query = parse(parameters);
          const shuffled = [...parameters].sort(([a], [b]) => rank(a) - rank(b));
          expect(parse(shuffled)).toEqual(query);
          const { indexed, rest } = conditionsOf(query);
          for (const one of models) {
            const event = eventOf(one, choose);
            expect(matches(query, event)).toBe(isAsked(asked, one));
            // Without a pattern, only the quantity is left to decide.
            if (asked.patterns === null) expect(rest.length).toBe(asked.atLeast === null ? 0 : 1);
            if (isAsked(asked, one)) expect(matcherOf({ conditions: rest })(event)).toBe(true);
          }
          expect(indexed.length).toBe(parameters.length - (asked.atLeast === null ? 0 : 1));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is ordered by time as its instants are, however written", () => {
    fc.assert(
      fc.property(fc.array(model), spelling, fc.boolean(), (models, numbers, ascending) => {
        const choose = chooser(numbers[Symbol.iterator]());
        const query = parse([
          ["orderBy", "eventTime"],
          ["orderDirection", ascending ? "ASC" : "DESC"],
        ]);
        const events = models.map((one) => ({ ...eventOf(one, choose), minute: one.time }));
        const minutes = orderEvents(query, events).map(({ minute }) => minute);
        expect(minutes).toEqual([...minutes].sort((a, b) => (ascending ? a - b : b - a)));
      }),
    );
  });
});
