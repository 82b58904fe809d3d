import { describe, expect, it } from "vitest";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { parsePaging } from "./paging";
import { parseQuery } from "./parse-query";

const url = (text: string) => parseQuery({ url: new URLSearchParams(text) });
const json = (value: JsonValue) => parseQuery({ json: value });

describe("reading a query", () => {
  it("gives both forms and every order of parameters and values the same query", () => {
    const wanted = url(
      "EQ_action=ADD|OBSERVE&GE_eventTime=2026-01-01T00:00:00Z&EQ_quantity=1.50&maxEventCount=7",
    );
    expect(wanted.ok).toBe(true);
    expect(
      json({
        maxEventCount: 7,
        EQ_quantity: [1.5],
        GE_eventTime: "2026-01-01T01:00:00+01:00",
        EQ_action: ["OBSERVE", "ADD", "ADD"],
      }),
    ).toEqual(wanted);
  });

  it("keeps numbers exact, however long", () => {
    const parsed = parseExact('{"EQ_quantity":[12345678901234567890.10]}');
    if (!parsed.ok) throw new Error("JSON");
    expect(json(parsed.value)).toEqual(url("EQ_quantity=12345678901234567890.1"));
    expect(url("EQ_quantity=12345678901234567890.1")).not.toEqual(url("EQ_quantity=12345678901234567891.1"));
  });

  it("passes over paging in a URL, which is no part of the query", () => {
    expect(url("perPage=10&nextPageToken=x&EQ_action=ADD")).toEqual(url("EQ_action=ADD"));
    expect(parsePaging(new URLSearchParams("perPage=10&EQ_action=ADD"))).toEqual({
      ok: true,
      value: { perPage: 10, nextPageToken: null },
    });
    expect(parsePaging([])).toEqual({ ok: true, value: { perPage: 30, nextPageToken: null } });
    expect(parsePaging([["perPage", "0"]]).ok).toBe(false);
    expect(json({ perPage: 10 }).ok).toBe(false);
  });

  it("takes an EXISTS_ of false for none, as the OpenAPI says", () => {
    expect(url("EXISTS_errorDeclaration=false")).toEqual(url(""));
    expect(json({ EXISTS_errorDeclaration: 0 })).toEqual(url(""));
    expect(json({ EXISTS_errorDeclaration: null })).toEqual(url("EXISTS_errorDeclaration="));
  });

  it("reads order and limits", () => {
    expect(url("orderBy=eventTime&eventCountLimit=1")).toMatchObject({
      value: {
        order: { by: { name: "eventTime" }, direction: "DESC" },
        limit: { kind: "eventCountLimit", count: 1 },
      },
    });
    expect(url("orderBy=cbvmda:lotNumber&orderDirection=ASC")).toMatchObject({
      value: {
        order: { by: { kind: "extension", name: "urn:epcglobal:cbv:mda#lotNumber" }, direction: "ASC" },
      },
    });
    expect(url("orderDirection=ASC").ok).toBe(true);
  });

  it("knows the prefixes of the body, of the caller and of EPCIS", () => {
    const context = { ex: "https://example.com/ns/" };
    const full = json({ "EQ_https://example.com/ns/x": ["1"] });
    expect(full).toMatchObject({ value: { conditions: [{ field: { name: "https://example.com/ns#x" } }] } });
    for (const query of [
      json({
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", context],
        "EQ_ex:x": ["1"],
      }),
      parseQuery({ url: [["EQ_ex:x", "1"]], context }),
    ])
      expect(query).toMatchObject({
        value: { conditions: [{ field: { name: "https://example.com/ns#x" } }] },
      });
  });
});

describe("refusals name the parameter and say why", () => {
  it.each([
    ["EQ_colour=red", "EQ_colour", "not one that EPCIS 2.0 knows"],
    ["GT_eventTime=2026-01-01T00:00:00Z", "GT_eventTime", "not one that EPCIS 2.0 knows"],
    ["MATCH_readPoint=urn:x:y", "MATCH_readPoint", "not one that EPCIS 2.0 knows"],
    ["=", "", "not one that EPCIS 2.0 knows"],
    ["EQ_=x", "EQ_", "not one that EPCIS 2.0 knows"],
    ["EQ_ex:x=1", "EQ_ex:x", "the prefix “ex”"],
    ["EQ_ILMD_ex:x=1", "EQ_ILMD_ex:x", "the prefix “ex”"],
    ["EQ_source_ex:own=urn:x:y", "EQ_source_ex:own", "the prefix “ex”"],
    ["EQATTR_bizLocation_ex:y=1", "EQATTR_bizLocation_ex:y", "the prefix “ex”"],
    ["EQATTR_bizLocation=1", "EQATTR_bizLocation", "names no attribute"],
    ["HASATTR_colour=x", "HASATTR_colour", "no field"],
    ["EQ_value_celsius=1", "EQ_value_celsius", "unit of measure"],
    ["EQ_value=1", "EQ_value", "not one that EPCIS 2.0 knows"],
    ["EQ_action=ADD|CHANGE", "EQ_action", "“CHANGE”"],
    ["EQ_action=", "EQ_action", "empty"],
    ["EQ_action=ADD&EQ_action=OBSERVE", "EQ_action", "given twice"],
    ["EQ_bizStep=recieving", "EQ_bizStep", "“recieving”"],
    ["EQ_type=temperature", "EQ_type", "“temperature”"],
    ["eventType=QuantityEvent", "eventType", "“QuantityEvent”"],
    ["GE_eventTime=2026-01-01", "GE_eventTime", "a time with its zone"],
    ["GE_eventTime=2026-02-30T00:00:00Z", "GE_eventTime", "a time with its zone"],
    ["GE_eventTime=2026-01-01T00:00:00+01:00", "GE_eventTime", "%2B"],
    ["GE_quantity=many", "GE_quantity", "a number"],
    ["GE_cbvmda:x=many", "GE_cbvmda:x", "a number or a time"],
    ["EQ_booleanValue=yes", "EQ_booleanValue", "true or false"],
    ["EQ_hexBinaryValue=xyz", "EQ_hexBinaryValue", "hexadecimal"],
    ["EQ_readPoint=dock", "EQ_readPoint", "a URI"],
    ["MATCH_epc=A1", "MATCH_epc", "a URI or an EPC pattern"],
    ["MATCH_epc=urn:epc:idpat:sgtin:0614141.*.7", "MATCH_epc", "well-formed EPC pattern"],
    ["EXISTS_errorDeclaration=maybe", "EXISTS_errorDeclaration", "“maybe”"],
    ["eventCountLimit=5&maxEventCount=5&orderBy=eventTime", "eventCountLimit", "beside maxEventCount"],
    ["eventCountLimit=5", "eventCountLimit", "needs orderBy"],
    ["maxEventCount=-1", "maxEventCount", "“-1”"],
    ["maxEventCount=1.5", "maxEventCount", "“1.5”"],
    ["orderBy=bizStep", "orderBy", "“bizStep”"],
    ["orderBy=ex:x", "orderBy", "the prefix “ex”"],
    ["orderBy=eventTime&orderDirection=UP", "orderDirection", "ASC or DESC"],
  ])("%s", (text, parameter, why) => {
    const query = url(text);
    expect(query).toMatchObject({ ok: false, refusal: { code: "QUERY_PARAMETER", facts: { parameter } } });
    expect(query.ok ? "" : query.refusal.message).toContain(why);
  });

  it.each<[JsonValue, string]>([
    [{ EQ_action: "ADD" }, "must be a list"],
    [{ EQ_action: [] }, "empty list"],
    [{ EQ_action: [1] }, "must be ADD"],
    [{ "EQ_cbvmda:x": "text" }, "must be a list"],
    [{ "GE_cbvmda:x": "text" }, "a number or a time"],
    [{ "GE_cbvmda:x": [1] }, "one value"],
    [{ GE_eventTime: 5 }, "a time with its zone"],
    [{ GE_quantity: "5" }, "must be a number"],
    [{ EQ_quantity: [Number.POSITIVE_INFINITY] }, "not a number"],
    [{ EQ_booleanValue: "true" }, "true or false"],
    [{ EXISTS_errorDeclaration: {} }, "not true, false or null"],
    [{ HASATTR_bizLocation: [{}] }, "names of attributes"],
    [{ maxEventCount: "5" }, "whole number"],
    [{ orderBy: ["eventTime"] }, "the name of a field"],
    [{ MATCH_epc: [null] }, "must be a URI"],
    [[], "must be a JSON object"],
    [null, "must be a JSON object"],
  ])("%j", (value, why) => {
    const query = json(value);
    expect(query.ok ? "" : query.refusal.message).toContain(why);
  });
});
