import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CLASSES,
  companyPrefix,
  INSTANCES,
  type Pair,
} from "@/lib/core/epcis/identifiers/arbitrary.test-helper";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
import { classPattern, type EpcPattern, parsePattern } from "./epc-pattern";

const LINK = "https://id.gs1.org/";
const isPattern = (value: EpcPattern | string | null): value is EpcPattern =>
  value !== null && typeof value !== "string";

function meets(pattern: string, identifier: string): boolean {
  const parsed = parsePattern(pattern);
  const canonical = normaliseIdentifier(identifier);
  if (!isPattern(parsed)) return parsed === canonical;
  const isMet = parsed.form.test(canonical);
  // What an index can't find would never be asked.
  if (isMet) expect(parsed.prefixes.some((prefix) => canonical.startsWith(prefix))).toBe(true);
  return isMet;
}

describe("EPC patterns", () => {
  const EXAMPLES: readonly (readonly [pattern: string, meets: string, misses: string])[] = [
    ["sgtin:0614141.112345.*", "urn:epc:id:sgtin:0614141.112345.400", "urn:epc:id:sgtin:0614141.112346.400"],
    ["sgtin:0614141.*.*", "urn:epc:id:sgtin:0614141.912345.a.b", "urn:epc:id:sgtin:0614142.112345.400"],
    ["sgtin:*.*.*", "urn:epc:id:sgtin:0614141.112345.400", "urn:epc:class:lgtin:0614141.112345.400"],
    ["sgtin:0614141.112345.400", `${LINK}01/10614141123459/21/400`, "urn:epc:id:sgtin:0614141.112345.4000"],
    [
      "sgtin:0614141.112345.*",
      "urn:epc:idpat:sgtin:0614141.112345.*",
      "urn:epc:class:lgtin:0614141.112345.L",
    ],
    ["sgtin:0614141.*.*", "urn:epc:idpat:sgtin:0614141.112345.*", "urn:epc:id:upui:0614141.112345.x"],
    ["upui:0614141.112345.*", "urn:epc:id:upui:0614141.112345.x", "urn:epc:id:sgtin:0614141.112345.x"],
    ["sscc:0614141.*", "urn:epc:id:sscc:0614141.1234567890", "urn:epc:id:sscc:0614142.1234567890"],
    ["sgln:0614141.12345.*", "urn:epc:id:sgln:0614141.12345.0", "urn:epc:id:sgln:0614141.12346.0"],
    ["sgln:0614141.12345.*", "urn:epc:id:sgln:0614141.12345.dock", "urn:epc:id:pgln:0614141.12345"],
    ["pgln:0614141.*", "urn:epc:id:pgln:0614141.12345", "urn:epc:id:sgln:0614141.12345.0"],
    ["grai:0614141.12345.*", "urn:epc:id:grai:0614141.12345.400", "urn:epc:id:grai:0614141.12346.400"],
    ["gdti:0614141.*.*", "urn:epc:id:gdti:0614141.12345.400", "urn:epc:id:sgcn:0614141.12345.400"],
    ["giai:0614141.*", "urn:epc:id:giai:0614141.a.b", "urn:epc:id:giai:0614142.a.b"],
    [
      "itip:0614141.112345.*.*.*",
      "urn:epc:id:itip:0614141.112345.01.02.7",
      "urn:epc:id:itip:0614141.112346.01.02.7",
    ],
    [
      "itip:0614141.112345.01.02.*",
      "urn:epc:id:itip:0614141.112345.01.02.7",
      "urn:epc:id:itip:0614141.112345.02.02.7",
    ],
    ["cpi:0614141.A-7.*", "urn:epc:id:cpi:0614141.A-7.12", "urn:epc:id:cpi:0614141.A-8.12"],
    ["gid:95100000.12345.*", "urn:epc:id:gid:95100000.12345.400", "urn:epc:id:gid:95100000.12346.400"],
    ["gid:95100000.*.*", "urn:epc:idpat:gid:95100000.12345.*", "urn:epc:id:gid:9510000.12346.400"],
    ["gid:95100000.12345.400", "urn:epc:id:gid:95100000.12345.400", "urn:epc:id:gid:95100000.12345.401"],
  ];

  it.each(EXAMPLES)("%s is met by %s and not by %s", (pattern, met, missed) => {
    expect(meets(`urn:epc:idpat:${pattern}`, met)).toBe(true);
    expect(meets(`urn:epc:idpat:${pattern}`, missed)).toBe(false);
  });

  it.each([
    "sgtin:0614141.*.400",
    "sgtin:*.112345.*",
    "sgtin:0614141.*",
    "sgtin:061414.112345.*",
    "sgtin:0614141.112345",
    "sgtin:06141a1.112345.*",
    "sscc:0614141.12*",
    "gid:*.5.*",
    "sgtin:",
    "",
  ])("refuses %s as malformed", (pattern) => {
    expect(parsePattern(`urn:epc:idpat:${pattern}`)).toBeNull();
  });

  it("meets an instance of its class, company and scheme, and no instance of another company", () => {
    const schemes = Object.entries(INSTANCES).map(([name, of]) => ({
      scheme: name === "sglnWithExtension" ? "sgln" : name,
      of: of as (prefix: string) => fc.Arbitrary<Pair>,
    }));
    const instance = fc
      .tuple(companyPrefix, fc.constantFrom(...schemes))
      .chain(([prefix, { scheme, of }]) => of(prefix).map((pair) => ({ prefix, scheme, pair })));
    fc.assert(
      fc.property(instance, companyPrefix, ({ prefix, scheme, pair }, other) => {
        const fields = ["sscc", "pgln", "gsrn", "gsrnp", "gsin", "giai", "ginc"].includes(scheme)
          ? 1
          : scheme === "itip"
            ? 4
            : 2;
        const ofCompany = (start: string) => `urn:epc:idpat:${scheme}:${start}${".*".repeat(fields)}`;
        expect(meets(ofCompany("*"), pair.urn)).toBe(true);
        expect(meets(ofCompany(prefix), pair.link)).toBe(true);
        const overlaps = prefix.startsWith(other) || other.startsWith(prefix);
        if (!overlaps) expect(meets(ofCompany(other), pair.urn)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("reads a class as URN and as Digital Link alike: both meet the class, and its instances", () => {
    const classes = Object.entries(CLASSES).filter(([name]) => name !== "lgtin");
    const pairs = fc
      .tuple(companyPrefix, fc.constantFrom(...classes))
      .chain(([prefix, [, of]]) => (of as (prefix: string) => fc.Arbitrary<Pair>)(prefix));
    fc.assert(
      fc.property(pairs, ({ urn, link }) => {
        const ofUrn = parsePattern(urn);
        const ofLink = classPattern(normaliseIdentifier(link));
        expect(isPattern(ofUrn) && ofUrn.form.test(link)).toBe(true);
        const instance = urn.replace(":idpat:", ":id:").replace(/\*$/, "7");
        expect(isPattern(ofUrn) && ofUrn.form.test(normaliseIdentifier(instance))).toBe(true);
        expect(ofLink?.form.test(link)).toBe(true);
        expect(ofLink?.form.test(normaliseIdentifier(instance))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("takes a lot, a pallet, a place or a pack for itself only", () => {
    for (const path of [
      "01/09521321000013/10/L",
      "00/195213210000000010",
      "414/9521321000018",
      "01/09521321000013/21/1",
    ])
      expect(classPattern(LINK + path)).toBeNull();
    expect(classPattern(`${LINK}01/09521321000013`)?.form.test(`${LINK}01/09521321000013/10/L`)).toBe(false);
  });
});
