import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { readDocument } from "@/lib/core/epcis/read-document";
import { parseXml } from "@/lib/primitives/xml";
import { openTestWeb, type TestWeb } from "@/lib/web/testing/world";
import { asksOf, listOf, nextOf, refusedAs, type Someone, serial, serials } from "./testing/asks";
import { EPOCH } from "./testing/events";

let at: TestWeb;
beforeAll(async () => {
  at = await openTestWeb();
});
afterAll(() => at.close());
const someone = asksOf(() => at);

describe("GET /events", () => {
  it("answers with the events one is a party to, by record time, with this repository's recordTime", async () => {
    const [mine, other] = [await someone("Asks"), await someone("Is not asked")];
    await mine.add(serial("A"), { recordTime: EPOCH + 2_000 });
    await mine.add({ ...serial("B"), recordTime: "2020-01-01T00:00:00Z" }, { recordTime: EPOCH + 1_000 });
    await other.add(serial("C"));
    await other.add(serial("D"), { parties: [mine.orgId], recordTime: EPOCH + 3_000 });
    const answered = await mine.ask();
    expect(serials(answered)).toEqual(["B", "A", "D"]);
    expect(listOf(answered).map(({ recordTime }) => recordTime)).toEqual([
      "2026-01-01T00:00:01.000Z",
      "2026-01-01T00:00:02.000Z",
      "2026-01-01T00:00:03.000Z",
    ]);
    expect(answered.json.epcisBody.queryResults.queryName).toBe("SimpleEventQuery");
    expect(answered.headers.get("gs1-epc-format")).toBe("Always_GS1_Digital_Link");
    expect(serials(await (await someone("Has none")).ask())).toEqual([]);
  });

  it("understands the parameters of EPCISQL, those an index answers and those it can't", async () => {
    const who = await someone("EPCISQL");
    const place = (id: string) => ({ id: `https://id.gs1.org/414/${id}` });
    await who.add(
      {
        ...serial("A"),
        eventTime: "2026-01-01T10:00:00Z",
        readPoint: place("9520101000019"),
        bizTransactionList: [{ type: "po", bizTransaction: "urn:epcglobal:cbv:bt:9520101000019:PO1" }],
        "packproof:registryState": "ACTIVE",
      },
      { recordTime: EPOCH },
    );
    await who.add(
      {
        ...serial("B"),
        action: "ADD",
        bizStep: "commissioning",
        disposition: "active",
        eventTime: "2026-01-01T12:00:00Z",
        bizLocation: place("9520101000019"),
        quantityList: [{ epcClass: "https://id.gs1.org/01/09520101100016/10/L1", quantity: 5, uom: "KGM" }],
        "packproof:note": "hello",
      },
      { recordTime: EPOCH + 5_000 },
    );
    await who.add(
      {
        type: "AggregationEvent",
        ...{ epcList: undefined },
        parentID: "https://id.gs1.org/00/095201010000000016",
        childEPCs: ["https://id.gs1.org/01/09520101100016/21/A", "https://id.gs1.org/01/09520101100023/21/A"],
        bizStep: "https://example.com/own-step",
        sensorElementList: [{ sensorReport: [{ type: "Temperature", value: 4.5, uom: "CEL" }] }],
      },
      { recordTime: EPOCH + 9_000 },
    );
    const [A, B, C] = ["shipping", "commissioning", "https://example.com/own-step"];
    const cases: readonly (readonly [string, readonly (string | undefined)[]])[] = [
      ["eventType=ObjectEvent", [A, B]],
      ["eventType=ObjectEvent|AggregationEvent", [A, B, C]],
      ["GE_eventTime=2026-01-01T13:00:00%2B01:00", [B, C]],
      ["LT_eventTime=2026-01-01T12:00:00Z", [A]],
      ["GE_recordTime=2026-01-01T00:00:05Z&LT_recordTime=2026-01-01T00:00:09Z", [B]],
      ["EQ_action=ADD", [B]],
      ["EQ_bizStep=shipping|commissioning", [A, B]],
      ["EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping", [A]],
      ["EQ_bizStep=https://example.com/own-step", [C]],
      ["EQ_disposition=active", [B]],
      ["EQ_readPoint=urn:epc:id:sgln:9520101.00001.0", [A]],
      ["EQ_bizLocation=https://id.gs1.org/414/9520101000019", [B]],
      ["EQ_bizTransaction_po=urn:epcglobal:cbv:bt:9520101000019:PO1", [A]],
      ["EQ_bizTransaction_inv=urn:epcglobal:cbv:bt:9520101000019:PO1", []],
      ["MATCH_epc=https://id.gs1.org/01/09520101100016/21/A", [A, C]],
      ["MATCH_epc=urn:epc:id:sgtin:9520101.010001.B", [B]],
      ["MATCH_epc=urn:epc:idpat:sgtin:9520101.010002.*", [C]],
      ["MATCH_epc=https://id.gs1.org/01/09520101100016", [A, B, C]],
      ["MATCH_parentID=urn:epc:idpat:sscc:9520101.*", [C]],
      ["MATCH_anyEPC=https://id.gs1.org/00/095201010000000016", [C]],
      ["MATCH_epcClass=urn:epc:class:lgtin:9520101.010001.L1", [B]],
      ["MATCH_anyEPCClass=https://id.gs1.org/01/09520101100016/10/L2", []],
      ["GT_quantity_KGM=4.9", [B]],
      ["EQ_packproof:registryState=ACTIVE", [A]],
      ["EXISTS_packproof:note=true", [B]],
      ["GE_value_CEL=4.5", [C]],
      ["EQ_type=Temperature&LT_value_CEL=4.5", []],
    ];
    const headers = { "gs1-extensions": "packproof=https://packproof.org/ns/" };
    for (const [query, steps] of cases) {
      const found = listOf(await who.ask(`?${query}`, headers)).map(({ bizStep }) => bizStep);
      expect(found, query).toEqual(steps);
    }
  });

  it.each([
    "?EQ_bizStepp=shipping",
    "?GE_eventTime=yesterday",
    "?EQ_bizStep=shiping",
    "?perPage=0",
    "?eventCountLimit=1",
    "?eventCountLimit=1&maxEventCount=1&orderBy=eventTime",
    "?nextPageToken=made-up",
    "?EQ_action=ADD&EQ_action=DELETE",
  ])("refuses what it does not exactly understand with 400 QueryParameterException: %s", async (query) => {
    const who = await someone(`Wrong ${query}`);
    expect(refusedAs(await who.ask(query))).toEqual([400, "epcisException:QueryParameterException"]);
  });

  it("refuses more than maxEventCount with 413 QueryTooLargeException", async () => {
    const who = await someone("Too large");
    for (const name of ["A", "B", "C"]) await who.add(serial(name));
    for (const query of ["", "&EXISTS_sensorElementList=false", "&GT_quantity=0"]) {
      const wanted = query === "&GT_quantity=0" ? 0 : 3;
      expect(serials(await who.ask(`?maxEventCount=3${query}`))).toHaveLength(wanted);
      const refused = await who.ask(`?maxEventCount=2${query}`);
      if (wanted === 3) expect(refusedAs(refused)).toEqual([413, "epcisException:QueryTooLargeException"]);
    }
  });

  it("puts events in the order asked for, by a column or by any field, and limits them", async () => {
    const who = await someone("Ordered");
    for (const [name, hour, rank] of [
      ["A", "10", 3],
      ["B", "12", 20],
      ["C", "11", 100],
    ] as const)
      await who.add({ ...serial(name), eventTime: `2026-01-01T${hour}:00:00Z`, "packproof:rank": rank });
    const headers = { "gs1-extensions": "packproof=https://packproof.org/ns/" };
    const ordered = async (query: string) => serials(await who.ask(query, headers));
    expect(await ordered("?orderBy=eventTime")).toEqual(["B", "C", "A"]);
    expect(await ordered("?orderBy=eventTime&orderDirection=ASC")).toEqual(["A", "C", "B"]);
    expect(await ordered("?orderBy=recordTime")).toEqual(["C", "B", "A"]);
    expect(await ordered("?orderBy=packproof:rank")).toEqual(["C", "B", "A"]);
    expect(await ordered("?orderBy=eventTime&eventCountLimit=2")).toEqual(["B", "C"]);
    for (const by of ["eventTime", "packproof:rank"]) {
      const first = await who.ask(`?orderBy=${by}&eventCountLimit=2&perPage=1`, headers);
      const second = await who.ask(nextOf(first), headers);
      expect([...serials(first), ...serials(second)]).toEqual(
        await ordered(`?orderBy=${by}&eventCountLimit=2`),
      );
      expect(second.headers.has("link")).toBe(false);
    }
  });

  it("answers in XML, which says the same, and with EPC URNs", async () => {
    const who = await someone("Forms");
    await at.sql("update organisation set prefixes = '{9520101}' where id = $1", [who.orgId]);
    await who.add({ ...serial("A"), readPoint: { id: "https://id.gs1.org/414/9520101000019" } });
    const json = (await who.ask()).json;
    const xml = await who.ask("", { accept: "application/xml" });
    expect([xml.status, xml.headers.get("content-type")]).toEqual([200, "application/xml"]);
    const read = readDocument(xml.text, parseXml);
    if (!read.ok) throw new Error(read.refusal.message);
    const eventsIn = (document: JsonObject) =>
      (document as typeof json).epcisBody.queryResults.resultsBody.eventList;
    expect(eventsIn(read.value)).toEqual(eventsIn(json));
    const urns = await who.ask("", { "gs1-epc-format": "Always_EPC_URN" });
    expect(listOf(urns)[0]).toMatchObject({
      epcList: ["urn:epc:id:sgtin:9520101.010001.A"],
      readPoint: { id: "urn:epc:id:sgln:9520101.00001.0" },
    });
    expect(urns.headers.get("gs1-epc-format")).toBe("Always_EPC_URN");
    const words = await who.ask("", { accept: "text/xml", "gs1-cbv-xml-format": "Always_URN" });
    expect(words.text).toContain("urn:epcglobal:cbv:bizstep:shipping");
  });

  it("translates URNs into Digital Links unless it must not", async () => {
    const who = await someone("Never translates");
    await who.add({ epcList: ["urn:epc:id:sgtin:9520101.010001.A"] });
    const epcs = async (format: string) =>
      listOf(await who.ask("", { "gs1-epc-format": format }))[0]?.epcList;
    expect(await epcs("Always_GS1_Digital_Link")).toEqual(["https://id.gs1.org/01/09520101100016/21/A"]);
    for (const format of ["Never_Translates", "No_Preference", "Always_EPC_URN"])
      expect(await epcs(format)).toEqual(["urn:epc:id:sgtin:9520101.010001.A"]);
  });

  it("keeps numbers as they were written, and what prefixes of different events mean", async () => {
    const who = await someone("Exact");
    const withContext = (namespace: string) => ({
      "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { ext: namespace }],
      "ext:note": namespace,
    });
    await who.add(withContext("https://one.example/"));
    await who.add(withContext("https://two.example/"));
    const answered = await who.ask();
    const [first, second] = listOf(answered);
    expect([first, second].map((each) => each?.["@context"])).toEqual([
      withContext("https://one.example/")["@context"],
      withContext("https://two.example/")["@context"],
    ]);
    expect(answered.json["@context"]).toHaveLength(1);
    for (const [name, namespace] of [
      ["x", "https://one.example/"],
      ["y", "https://two.example/"],
    ]) {
      const found = await who.ask(`?EXISTS_${name}:note=true`, { "gs1-extensions": `${name}=${namespace}` });
      expect(listOf(found).map((each) => each["ext:note"])).toEqual([namespace]);
    }
  });
});

describe("pages", () => {
  async function withEvents(name: string, count: number): Promise<Someone> {
    const who = await someone(name);
    for (let i = 0; i < count; i++) await who.add(serial(`S${i}`));
    return who;
  }

  it("lead from one to the next, each event once, though new ones arrive meanwhile", async () => {
    const who = await withEvents("Pages", 5);
    const first = await who.ask("?perPage=2&EQ_bizStep=shipping");
    const expires = Date.parse(first.headers.get("gs1-next-page-token-expires") ?? "");
    expect(expires).toBeGreaterThan(Date.now());
    await who.add(serial("LATE"));
    const second = await who.ask(nextOf(first));
    expect(serials(await who.ask(nextOf(first)))).toEqual(serials(second));
    const third = await who.ask(nextOf(second));
    expect([first, second, third].map(serials)).toEqual([
      ["S0", "S1"],
      ["S2", "S3"],
      ["S4", "LATE"],
    ]);
    expect(third.headers.has("link")).toBe(false);
  });

  it("are 30 when nobody says", async () => {
    const who = await withEvents("Thirty", 31);
    expect(serials(await who.ask())).toHaveLength(30);
  });

  it("are of one organisation and one query: a token leads nobody else anywhere", async () => {
    const [who, other] = [await withEvents("Owns a token", 3), await withEvents("Found a token", 3)];
    const next = nextOf(await who.ask("?perPage=1"));
    const wrong = [400, "epcisException:QueryParameterException"];
    expect(refusedAs(await other.ask(next))).toEqual(wrong);
    expect(refusedAs(await who.ask(`${next}&EQ_action=OBSERVE`))).toEqual(wrong);
    expect(refusedAs(await who.list("epcs", next))).toEqual(wrong);
    expect(serials(await who.ask(next.replace("perPage=1", "perPage=2")))).toEqual(["S1", "S2"]);
  });

  it("end when their token is given back, or has expired", async () => {
    const who = await withEvents("Gives back", 3);
    const other = await someone("Gives back nothing");
    const next = nextOf(await who.ask("?perPage=1"));
    const text = new URLSearchParams(next).get("nextPageToken") ?? "";
    expect(refusedAs(await other.giveBack(text))).toEqual([404, "epcisException:NoSuchResourceException"]);
    expect((await who.giveBack(text)).status).toBe(204);
    expect((await who.giveBack(text)).json).toMatchObject({ status: 404, code: "PAGE_UNKNOWN" });
    expect((await who.ask(next)).status).toBe(400);
    const later = nextOf(await who.ask("?perPage=1"));
    await at.sql("update page_token set expires_at = now() - interval '1 second'");
    expect((await who.ask(later)).status).toBe(400);
  });
});
