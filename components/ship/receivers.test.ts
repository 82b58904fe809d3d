import { describe, expect, it } from "vitest";
import { orgId, siteId } from "@/lib/core/pack/ids";
import type { Organisation } from "@/lib/operations/directory-ports";
import { receiversOf } from "./receivers";

const organisation = (name: string, change: Partial<Organisation> = {}): Organisation => ({
  id: orgId(name),
  name,
  prefixes: [],
  country: "AT",
  activated: true,
  licences: [{ kind: "wholesaler", validFrom: "2020-01-01", validTo: null }],
  sites: [
    {
      id: siteId(`${name}1`),
      gln: "1",
      name: "Dock",
      city: "Linz",
      country: "AT",
      timeZone: "Europe/Vienna",
      phone: null,
    },
  ],
  ...change,
});
const here = { orgId: "me", siteId: "me1" };
const today = "2026-11-20";
const barred = (change: Partial<Organisation>) =>
  receiversOf([organisation("x", change)], here, today)[0]?.barred;

describe("the receiver is refused before the first scan, with the reason", () => {
  it("a valid licence for goods is what counts; an authority's is none", () => {
    expect(barred({})).toBeNull();
    expect(barred({ licences: [] })).toEqual({ why: "unlicensed" });
    expect(barred({ licences: [{ kind: "regulator", validFrom: "2020-01-01", validTo: null }] })).toEqual({
      why: "unlicensed",
    });
  });

  it("the last valid day is still valid, the day after says when it ended", () => {
    const until = (validTo: string) => ({
      licences: [{ kind: "pharmacy", validFrom: "2020-01-01", validTo }],
    });
    expect(barred(until(today))).toBeNull();
    expect(barred(until("2026-11-19"))).toEqual({ why: "ended", day: "2026-11-19" });
  });

  it("a licence to come and an organisation nobody activated are told apart", () => {
    const future = { licences: [{ kind: "pharmacy", validFrom: "2027-01-01", validTo: null }] };
    expect(barred(future)).toEqual({ why: "future", day: "2027-01-01" });
    expect(barred({ activated: false })).toEqual({ why: "inactive" });
  });

  it("never offers the site itself; other own sites come last", () => {
    const list = receiversOf([organisation("me"), organisation("a")], here, today);
    expect(list.map(({ siteId: id }) => id)).toEqual(["a1"]);
    const more = receiversOf([organisation("me"), organisation("z")], { ...here, siteId: "me2" }, today);
    expect(more.map(({ siteId: id, own }) => [id, own])).toEqual([
      ["z1", false],
      ["me1", true],
    ]);
  });
});
