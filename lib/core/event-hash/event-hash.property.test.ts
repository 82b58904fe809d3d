import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
import { eventHash } from "./event-hash";

const CONTEXT = [{ my: "https://ns.example.org/my/" }];
const hash = (event: JsonObject, context: unknown = CONTEXT): string =>
  eventHash(event, context, (bytes) => createHash("sha256").update(bytes).digest());

const digitsOf = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const checkDigit = (digits: string): number =>
  (10 - ([...digits].reverse().reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 1 : 3), 0) % 10)) %
  10;

/** One instance in its two spellings. Serial characters of CSET 82, escaped as each syntax asks. */
const CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const escaped = (text: string, characters: string): string =>
  [...text]
    .map((char) => (characters.includes(char) ? `%${char.charCodeAt(0).toString(16).toUpperCase()}` : char))
    .join("");
const item = fc
  .tuple(
    fc.integer({ min: 6, max: 12 }),
    digitsOf(13),
    fc.string({ unit: fc.constantFrom(...CSET_82), minLength: 1, maxLength: 20 }),
  )
  .map(([prefixLength, digits, serial]) => {
    const prefix = digits.slice(1, 1 + prefixLength);
    const reference = digits.charAt(0) + digits.slice(1 + prefixLength);
    return {
      urn: `urn:epc:id:sgtin:${prefix}.${reference}.${escaped(serial, '"%&/<>?')}`,
      link: `https://id.gs1.org/01/${digits}${checkDigit(digits)}/21/${escaped(serial, '"%&/<>?!()*+,:')}`,
    };
  });

const word = fc
  .string({ unit: fc.constantFrom(..."abcXYZ-_ é😀"), minLength: 1, maxLength: 8 })
  .filter((text) => text === text.trim());
const extension: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    word,
    fc.integer(),
    fc.boolean(),
    fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.constantFrom("my:a", "my:b", "my:c"), tie("value"), { minKeys: 1, maxKeys: 3 }),
  ),
})).value;

const event = fc.record({
  type: fc.constant("ObjectEvent"),
  eventTime: fc
    .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString()),
  eventTimeZoneOffset: fc.constantFrom("+01:00", "-05:00", "+00:00"),
  action: fc.constantFrom("ADD", "OBSERVE", "DELETE"),
  epcList: fc.uniqueArray(
    item.map(({ link }) => link),
    { minLength: 1, maxLength: 4 },
  ),
  bizStep: fc.constantFrom("shipping", "receiving", "dispensing"),
  readPoint: fc.record({
    id: digitsOf(12).map((digits) => `https://id.gs1.org/414/${digits}${checkDigit(digits)}`),
  }),
  bizTransactionList: fc.array(
    fc.record({
      type: fc.constantFrom("po", "desadv"),
      bizTransaction: word.map((text) => `urn:epcglobal:cbv:bt:9521234000013:${text}`),
    }),
    { maxLength: 3 },
  ),
  ilmd: fc.record({ "cbvmda:lotNumber": word.map((text) => `L${text}`), "my:data": extension }),
  "my:extension": extension,
});

function shuffled(value: JsonValue | undefined, seed: number): JsonValue | undefined {
  const turn = <Item>(items: readonly Item[]): Item[] =>
    [...items.slice(seed % (items.length || 1)), ...items.slice(0, seed % (items.length || 1))].reverse();
  if (Array.isArray(value)) return turn(value).map((part) => shuffled(part, seed) ?? null);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    turn(Object.entries(value)).map(([name, member]) => [name, shuffled(member, seed)]),
  );
}

/** Every leaf of a JSON value with a way to change it. */
function changes(value: JsonValue | undefined, put: (changed: JsonValue) => JsonObject): JsonObject[] {
  if (typeof value === "string") return [put(`${value}x`)];
  if (typeof value === "number") return [put(value + 1)];
  if (typeof value === "boolean") return [put(!value)];
  if (Array.isArray(value))
    return value.flatMap((part: JsonValue, i) => [
      ...changes(part, (changed) => put(value.with(i, changed))),
      put(value.filter((_, j) => j !== i)),
    ]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    changes(part, (changed) => put({ ...value, [name]: changed })),
  );
}

describe("the event hash", () => {
  it("does not depend on the order of members or of lists, at any depth", () => {
    fc.assert(
      fc.property(event, fc.nat(), (original, seed) => {
        expect(hash(shuffled(original, seed) as JsonObject)).toBe(hash(original));
      }),
    );
  });

  it("does not depend on the zone or the zeros in which a time is written", () => {
    fc.assert(
      fc.property(event, fc.integer({ min: -14, max: 14 }), fc.nat(4), (original, hours, zeros) => {
        const local = new Date(Date.parse(original.eventTime) + hours * 3_600_000).toISOString().slice(0, -1);
        const zone = `${hours < 0 ? "-" : "+"}${String(Math.abs(hours)).padStart(2, "0")}:00`;
        expect(hash({ ...original, eventTime: `${local}${"0".repeat(zeros)}${zone}` })).toBe(hash(original));
      }),
    );
  });

  it("does not depend on whether an item is a URN, a Digital Link or a link on a company's domain", () => {
    fc.assert(
      fc.property(
        event,
        fc.uniqueArray(item, { minLength: 1, maxLength: 4, selector: ({ link }) => link }),
        (original, items) => {
          const links = { ...original, epcList: items.map(({ link }) => link) };
          expect(hash({ ...links, epcList: items.map(({ urn }) => urn) })).toBe(hash(links));
          const own = items.map(
            ({ link }) => `${link.replace("https://id.gs1.org/01", "http://shop.example/de/gtin")}?17=271130`,
          );
          expect(hash({ ...links, epcList: own })).toBe(hash(links));
          for (const { link } of items) expect(normaliseIdentifier(link)).toBe(link);
        },
      ),
    );
  });

  it("does not depend on the form of a CBV word: bare, URN of CBV 1, web URI, CURIE", () => {
    const forms = (bare: string, urn: string, web: string): readonly string[] => [
      bare,
      `urn:epcglobal:cbv:${urn}:${bare}`,
      `https://ref.gs1.org/cbv/${web}-${bare}`,
      `cbv:${web}-${bare}`,
    ];
    fc.assert(
      fc.property(event, fc.constantFrom("in_transit", "recalled"), (original, disposition) => {
        const [first] = original.bizTransactionList;
        const whole = { ...original, disposition, persistentDisposition: { set: [disposition] } };
        for (const bizStep of forms(original.bizStep, "bizstep", "BizStep"))
          expect(hash({ ...whole, bizStep })).toBe(hash(whole));
        for (const word of forms(disposition, "disp", "Disp"))
          expect(hash({ ...whole, disposition: word, persistentDisposition: { set: [word] } })).toBe(
            hash(whole),
          );
        for (const type of first ? forms(first.type, "btt", "BTT") : [])
          expect(
            hash({
              ...whole,
              bizTransactionList: whole.bizTransactionList.with(0, { ...first, type } as never),
            }),
          ).toBe(hash(whole));
      }),
    );
  });

  it("does not depend on the prefix a namespace has", () => {
    fc.assert(
      fc.property(event, (original) => {
        const renamed: JsonObject = JSON.parse(JSON.stringify(original).replaceAll('"my:', '"your:'));
        expect(hash(renamed, [{ your: "https://ns.example.org/my/" }])).toBe(hash(original));
      }),
    );
  });

  it("does not change when a record id, a record time or an error declaration is added", () => {
    fc.assert(
      fc.property(event, fc.uuid(), (original, id) => {
        const declared = { declarationTime: "2026-03-02T08:00:00Z", reason: "incorrect_data" };
        const corrected = {
          ...original,
          eventID: `urn:uuid:${id}`,
          recordTime: "2026-03-02T08:00:00Z",
          errorDeclaration: declared,
        };
        expect(hash(corrected)).toBe(hash(original));
      }),
    );
  });

  it("changes with any other change: every value changed, every list item left out", () => {
    fc.assert(
      fc.property(event, (original) => {
        const before = hash(original);
        for (const changed of changes(original, (whole) => whole as JsonObject))
          expect(hash(changed)).not.toBe(before);
      }),
    );
  });
});
