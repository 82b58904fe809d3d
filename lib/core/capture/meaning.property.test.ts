import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { companyPrefix, INSTANCES } from "@/lib/core/epcis/identifiers/arbitrary.test-helper";
import { commissionPacks } from "@/lib/core/epcis/pharma/commission";
import { PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { packUnits, unpackUnits } from "@/lib/core/epcis/pharma/packing";
import { receive, ship } from "@/lib/core/epcis/pharma/shipping";
import { supply, undo } from "@/lib/core/epcis/pharma/supply";
import { eventArbitrary } from "@/lib/core/epcis/xml/event-arbitrary.test-helper";
import { glnLink, packLink, partyLink, ssccLink } from "@/lib/core/gs1/link";
import { meaningOf } from "./meaning";
import { sameMeaning } from "./same-meaning";
import { toldOf } from "./told";

const anyPair = fc
  .tuple(companyPrefix, fc.constantFrom(...Object.values(INSTANCES)))
  .chain(([prefix, pairOf]) => pairOf(prefix));

const context = PACKPROOF_CONTEXT as unknown as JsonObject;
const read = (event: PharmaEvent | JsonObject) => {
  const told = toldOf(event as unknown as JsonObject, context);
  return { told, meant: meaningOf(told) };
};

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const serial = fc.string({ unit: fc.constantFrom(..."ABCxyz019-_./%!'()*+,:"), minLength: 1, maxLength: 20 });
const pack = fc.tuple(digits(14), serial).map(([gtin, text]) => packLink(gtin, text));
const packs = fc.uniqueArray(pack, { minLength: 1, maxLength: 5 });
const container = digits(18).map(ssccLink);
const side = fc.record({
  owner: digits(13).map(partyLink),
  possessor: digits(13).map(partyLink),
  location: digits(13).map((gln) => glnLink(gln)),
});
const header = fc.record({
  eventId: fc.uuid().map((id) => `urn:uuid:${id}`),
  eventTime: fc
    .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString()),
  offset: fc.constantFrom("+00:00", "+01:00", "-05:30"),
  readPoint: digits(13).map((gln) => glnLink(gln)),
  bizLocation: digits(13).map((gln) => glnLink(gln)),
});
const lot = fc.record({ lotNumber: serial, itemExpirationDate: fc.constantFrom("2028-01-31", "2030-02-28") });
const paper = serial.map((number) => `urn:epcglobal:cbv:bt:9521234000013:${encodeURIComponent(number)}`);

describe("meaning of events", () => {
  it("gives back the facts that a builder was given", () => {
    fc.assert(
      fc.property(
        header,
        packs,
        container,
        lot,
        side,
        side,
        paper,
        (facts, epcs, parent, batch, from, to, desadv) => {
          const handover = { epcs: [parent], from, to, desadv };
          const cases: readonly (readonly [PharmaEvent, object])[] = [
            [commissionPacks({ ...facts, epcs, ...batch }), { do: "commission-packs", epcs, ...batch }],
            [packUnits({ ...facts, parent, children: epcs }), { do: "pack", parent, children: epcs }],
            [unpackUnits({ ...facts, parent, children: epcs }), { do: "unpack", parent, children: epcs }],
            [
              ship({ ...facts, ...handover }),
              { do: "ship", ...handover, quantities: [], po: null, purpose: null },
            ],
            [
              receive({ ...facts, ...handover }),
              { do: "receive", ...handover, quantities: [], recadv: null },
            ],
            [supply({ ...facts, epcs }), { do: "supply", epcs, partial: false }],
            [undo({ ...facts, epcs, undoes: desadv }), { do: "undo", epcs, undoes: desadv }],
          ];
          for (const [event, meant] of cases) {
            const got = read(event);
            expect(got.meant).toEqual({ ok: true, value: meant });
            expect(got.told).toMatchObject({
              eventId: facts.eventId,
              eventTime: Date.parse(facts.eventTime),
              offset: facts.offset,
              readPoint: facts.readPoint,
              bizLocation: event.bizLocation ? facts.bizLocation : null,
            });
            if (got.meant.ok) expect(sameMeaning(got.meant.value, got.meant.value)).toBe(true);
          }
        },
      ),
    );
  });

  it("hears the same of EPC URNs and Digital Links", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyPair, { minLength: 1, selector: ({ link }) => link }), (pairs) => {
        const event = (epcList: readonly string[]) => ({
          type: "ObjectEvent",
          action: "OBSERVE",
          eventTime: "2026-11-03T07:15:30Z",
          eventTimeZoneOffset: "+01:00",
          epcList,
        });
        expect(read(event(pairs.map(({ urn }) => urn))).told).toEqual(
          read(event(pairs.map(({ link }) => link))).told,
        );
      }),
    );
  });

  it("answers for every event there can be, with a meaning or with the rule it breaks", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("2.0", "1.2").chain((version) => eventArbitrary(version as "2.0")),
        (event) => {
          const { meant } = read(event);
          expect(meant.ok ? meant.value.do : meant.refusal.code).toMatch(/^[a-zA-Z_-]+$/);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("never takes one set of units for another", () => {
    fc.assert(
      fc.property(packs, pack, container, (epcs, other, parent) => {
        fc.pre(!epcs.includes(other));
        for (const build of [
          (list: readonly string[]) => ({ do: "supply", partial: false, epcs: list }) as const,
          (list: readonly string[]) => ({ do: "pack", parent, children: list }) as const,
          (list: readonly string[]) => ({ do: "hold", subject: { epcs: list } }) as const,
        ]) {
          expect(sameMeaning(build(epcs), build([...epcs].reverse()))).toBe(true);
          expect(sameMeaning(build(epcs), build([...epcs, other]))).toBe(false);
          expect(sameMeaning(build([...epcs, other]), build(epcs))).toBe(false);
          expect(sameMeaning(build(epcs), build([other, ...epcs.slice(1)]))).toBe(false);
        }
        expect(
          sameMeaning({ do: "unpack", parent, children: [] }, { do: "unpack", parent, children: epcs }),
        ).toBe(true);
      }),
    );
  });
});
