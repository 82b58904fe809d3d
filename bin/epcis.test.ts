import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { documentOf, PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import { EXAMPLES } from "@/lib/core/epcis/pharma/examples.fixture";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { preHash } from "@/lib/core/event-hash/pre-hash";
import { nodePrimitives } from "@/lib/primitives/node";
import { epcisCommand } from "./commands/epcis/epcis";

const folder = mkdtempSync(join(tmpdir(), "packproof-epcis-"));
afterAll(() => rmSync(folder, { recursive: true }));

const save = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return name;
};

type Run = { readonly code: number; readonly out: readonly string[]; readonly err: string };

async function run(...args: string[]): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    resolve: (path: string) => join(folder, path),
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
  };
  const code = await epcisCommand(args, io);
  return { code, out, err: err.join("\n") };
}
const linesOf = ({ out }: Run): readonly Record<string, unknown>[] => out.map((line) => JSON.parse(line));

const events = Object.values(EXAMPLES);
const good = save("good.json", JSON.stringify(documentOf(events, "2026-11-03T08:16:00Z")));
const hashes = events.map((event) => eventHash(event, PACKPROOF_CONTEXT, nodePrimitives.sha256));

describe("packproof epcis hash", () => {
  it("answers each event of each document in order, with what was hashed", async () => {
    const answer = await run("hash", good, good);
    expect(answer.code).toBe(0);
    const expected = events.map(({ type }, index) => ({ file: good, index, type, hash: hashes[index] }));
    expect(linesOf(answer).map(({ prehash, ...line }) => line)).toEqual([...expected, ...expected]);
    expect(linesOf(answer)[0]?.prehash).toBe(preHash(events[0] ?? {}, PACKPROOF_CONTEXT));
  });

  it("goes on after a document it can't read, and ends with 1", async () => {
    const files = [
      save("broken.json", '{"type":"EPCISDocument",'),
      save("list.json", "[]"),
      save("other.json", '{"type":"EPCISDocument","epcisBody":{}}'),
      save("broken.xml", "<epcis:EPCISDocument>"),
      save("bomb.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
      save("latin1.json", new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d])),
      "missing.json",
    ];
    const answer = await run("hash", ...files, good);
    expect(answer.code).toBe(1);
    const lines = linesOf(answer);
    expect(lines.slice(0, files.length).map(({ file }) => file)).toEqual(files);
    for (const { error } of lines.slice(0, files.length)) expect(error).toMatch(/^[A-Z].+[.!]/);
    expect(lines.slice(files.length).map(({ hash }) => hash)).toEqual(hashes);
  });

  it("hashes what others wrote with a member twice, and says so", async () => {
    const [event] = events;
    const text = JSON.stringify({ "@context": PACKPROOF_CONTEXT, ...event });
    const twice = save("twice.json", `${text.slice(0, -1)},"eventID":"urn:uuid:0"}`);
    const answer = await run("hash", twice);
    expect([answer.code, linesOf(answer)[0]?.hash]).toEqual([0, hashes[0]]);
    expect(answer.err).toContain('"eventID" appears twice');
  });
});

describe("packproof epcis validate", () => {
  it("answers each document with path, rule and sentence of all that is wrong", async () => {
    const [first, ...rest] = events;
    const { eventTime: _, ...timeless } = first ?? {};
    const bad = { ...documentOf(rest, "yesterday"), epcisBody: { eventList: [timeless, ...rest] } };
    const answer = await run("validate", good, save("bad.json", JSON.stringify(bad)), "missing.json");
    expect(answer.code).toBe(1);
    const [one, two, three] = linesOf(answer);
    expect(one).toEqual({ file: good, ok: true, issues: [] });
    expect(two).toEqual({
      file: "bad.json",
      ok: false,
      issues: [
        expect.objectContaining({ path: "creationDate", rule: "time" }),
        expect.objectContaining({ path: "epcisBody.eventList[0].eventTime", rule: "required" }),
      ],
    });
    expect(three).toMatchObject({
      file: "missing.json",
      ok: false,
      issues: [{ path: "", rule: "readable" }],
    });
  });
});

describe("packproof epcis convert", () => {
  it("keeps every event hash from JSON to XML and back", async () => {
    const xml = await run("convert", "--to", "xml", good);
    expect([xml.code, xml.err]).toEqual([0, ""]);
    const back = await run("convert", "--to", "json", save("good.xml", xml.out.join("\n")));
    const again = await run("hash", "good.xml", save("back.json", back.out.join("\n")));
    expect(linesOf(again).map(({ hash }) => hash)).toEqual([...hashes, ...hashes]);
    expect((await run("validate", "good.xml", "back.json")).code).toBe(0);
  });

  it("writes EPC URNs where the company prefix is known, says what stays, and keeps the hashes", async () => {
    const known = await run("convert", "--to", "json", "--identifiers", "urn", "--prefix", "9521234", good);
    expect([known.code, known.err]).toEqual([0, ""]);
    expect(known.out.join("\n")).toContain("urn:epc:id:sgtin:9521234.012345.S1");
    expect(
      linesOf(await run("hash", save("urn.json", known.out.join("\n")))).map(({ hash }) => hash),
    ).toEqual(hashes);
    const unknown = await run("convert", "--to", "json", "--identifiers", "urn", good);
    expect(unknown.code).toBe(0);
    expect(unknown.err).toContain("epcList[0] stays https://id.gs1.org/01/09521234123453/21/S1");
  });

  it("refuses what EPCIS 1.2 can't say, with every place", async () => {
    const answer = await run("convert", "--to", "xml-1.2", good);
    expect([answer.code, answer.out]).toEqual([1, []]);
    expect(answer.err).toContain("persistentDisposition");
  });

  it("reads UTF-16 by its mark", async () => {
    const xml = await run("convert", "--to", "xml", good);
    const utf16 = new Uint8Array(
      Buffer.from(`\uFEFF${xml.out.join("\n").replace(/^<\?xml.*?\?>/, "")}`, "utf16le"),
    );
    expect(linesOf(await run("hash", save("utf16.xml", utf16))).map(({ hash }) => hash)).toEqual(hashes);
  });
});

describe("packproof epcis", () => {
  it.each([
    [],
    ["hash"],
    ["print", "x"],
    ["hash", "--to", "json", "x"],
    ["convert", "x"],
    ["convert", "--to", "yaml", "x"],
    ["convert", "--to", "json", "x", "y"],
    ["convert", "--to", "json", "--identifiers", "epc", "x"],
    ["convert", "--to", "json", "--prefix", "95x", "x"],
  ])("can't run with %j %j %j %j, says why and how, and ends with 2", async (...args) => {
    const answer = await run(...args.filter((arg) => arg !== undefined));
    expect([answer.code, answer.out]).toEqual([2, []]);
    expect(answer.err).toContain("Usage: packproof epcis");
  });
});
