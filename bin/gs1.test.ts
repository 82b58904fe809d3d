import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const COMMAND = fileURLToPath(new URL("packproof.mjs", import.meta.url));
const GTIN = "09506000134352";

const start = (args: readonly string[], heapMegabytes = 512) =>
  spawn(process.execPath, [`--max-old-space-size=${heapMegabytes}`, COMMAND, "gs1", ...args]);

type Run = { readonly code: number | null; readonly lines: readonly string[]; readonly err: string };

const collect = (stream: NodeJS.ReadableStream): (() => string) => {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
};

async function run(args: readonly string[], input: string | Buffer, heapMegabytes?: number): Promise<Run> {
  const child = start(args, heapMegabytes);
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  child.stdin.on("error", () => {}); // It ends before it has read all when its options are unusable.
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, lines: out().split("\n").slice(0, -1), err: err() };
}

const answers = async (args: readonly string[], input: string | Buffer): Promise<unknown[]> => {
  const { code, lines, err } = await run(args, input);
  expect([code, err]).toEqual([0, ""]);
  return lines.map((line) => JSON.parse(line));
};

const codesOf = (answer: unknown): string[] =>
  (answer as { issues: readonly { code: string }[] }).issues.map(({ code }) => code);

describe("packproof gs1 parse", { timeout: 60_000 }, () => {
  it("answers in the documented form, to the letter", async () => {
    const codes = [`]d201${GTIN}21A1\u001d10LOT\u001d17271200`, `(01)${GTIN}(21)A#`];
    const { lines } = await run(["parse"], codes.map((code) => `${JSON.stringify(code)}\n`).join(""));
    expect(lines).toEqual([
      `{"ok":true,"kind":"element-string","symbology":"]d2","elements":[["01","${GTIN}"],["21","A1"],["10","LOT"],["17","271200"]],"digitalLink":"https://id.gs1.org/01/${GTIN}/10/LOT/21/A1?17=271200","issues":[]}`,
      '{"ok":false,"issues":[{"code":"INVALID_CSET82_CHARACTER","message":"The serial number (21) has a character that GS1 codes can\'t hold.","from":23,"to":24,"severity":"error"}]}',
    ]);
  });

  it("takes every way to write a code down, and plain data as plain", async () => {
    const codes = [
      `]d201${GTIN}`,
      `\u001d01${GTIN}`,
      `^01${GTIN}`,
      `(01)${GTIN}`,
      `https://x.example/01/${GTIN}`,
    ];
    const plain = [`]d101${GTIN}`, "]Q1hello", "hello", "ftp://x.example", ""];
    const input = [...codes, ...plain].map((code) => JSON.stringify(code)).join("\n");
    const all = (await answers(["parse"], input)) as { kind: string; elements: unknown }[];
    for (const answer of all.slice(0, codes.length)) expect(answer.elements).toEqual([["01", GTIN]]);
    expect(all.slice(codes.length).map(({ kind, elements }) => [kind, elements])).toEqual(
      plain.map(() => ["plain", []]),
    );
  });

  it("answers bad lines too, each in its place, and the last one without a line feed", async () => {
    const lines = ["", "nope", "5", '["(01)"]', `"(01)${GTIN}"\r`, "\r", '"\\ud800"', `"(01)${GTIN}"`];
    const bad = Buffer.from([0x22, 0xff, 0x22, 0x0a]);
    const all = await answers(["parse"], Buffer.concat([bad, Buffer.from(lines.join("\n"))]));
    expect(all.map(codesOf)).toEqual([
      ["LINE_NOT_UTF8"],
      ["LINE_EMPTY"],
      ["LINE_NOT_JSON"],
      ["LINE_WRONG_SHAPE"],
      ["LINE_WRONG_SHAPE"],
      [],
      ["LINE_EMPTY"],
      ["NOT_GS1"],
      [],
    ]);
    expect(await answers(["parse"], "")).toEqual([]);
  });

  it("a medicine pack must hold all four elements, none swallowed by another", async () => {
    const codes = [
      `]d201${GTIN}21A1\u001d10LOT\u001d17271200`,
      `]d201${GTIN}1727120010LOT721SERIAL9`,
      `(01)${GTIN}`,
      "]Q1hello",
    ];
    const input = codes.map((code) => JSON.stringify(code)).join("\n");
    expect((await answers(["parse"], input)).map((answer) => (answer as { ok: boolean }).ok)).toEqual(
      codes.map(() => true),
    );
    expect((await answers(["parse", "--profile", "medicine"], input)).map(codesOf)).toEqual([
      [],
      ["SEPARATOR_LOST", "SERIAL_MISSING"],
      ["SERIAL_MISSING", "BATCH_MISSING", "EXPIRY_MISSING"],
      ["GTIN_MISSING", "SERIAL_MISSING", "BATCH_MISSING", "EXPIRY_MISSING"],
    ]);
  });

  it("streams 100,000 lines in order and a line without end, in little memory", async () => {
    const serials = Array.from({ length: 100_000 }, (_, i) => `S${i}`);
    const codes = serials.map((serial) => `"^01${GTIN}21${serial}"\n`).join("");
    const endless = Buffer.alloc(100_000_000, "9");
    const input = Buffer.concat([Buffer.from(codes), endless, Buffer.from(`\n"^01${GTIN}"`)]);
    const { code, lines, err } = await run(["parse"], input, 24);
    expect([code, err, lines.length]).toEqual([0, "", serials.length + 2]);
    const answered = lines.slice(0, -2).map((line) => JSON.parse(line).elements[1][1]);
    expect(answered).toEqual(serials);
    expect(codesOf(JSON.parse(lines.at(-2) ?? ""))).toEqual(["LINE_TOO_LONG"]);
    expect(JSON.parse(lines.at(-1) ?? "").elements).toEqual([["01", GTIN]]);
  });

  /** Writes lines for as long as they are taken. */
  function pour(child: ChildProcess): void {
    const lines = `"^01${GTIN}"\n`.repeat(5000);
    child.stdin?.on("error", () => {}); // The child is gone, which is the point.
    const more = () => {
      while (child.stdin?.writable && child.stdin.write(lines));
    };
    child.stdin?.on("drain", more);
    more();
  }

  it("answers while the input is still open, and ends quietly when nobody reads on", async () => {
    const child = start(["parse"]);
    const err = collect(child.stderr);
    pour(child);
    const [first] = (await once(child.stdout, "data")) as [Buffer];
    expect(first.toString()).toContain(`[["01","${GTIN}"]]`);
    child.stdout.destroy();
    const [code, signal] = await once(child, "exit");
    child.stdin.destroy();
    expect([code, signal, err()]).toEqual([0, null, ""]);
  });

  it("ends with 2 for what it cannot use, and says how to use it", async () => {
    for (const [args, message] of [
      [[], /Say what to do/],
      [["read"], /no "gs1 read"/],
      [["parse", "--colour"], /--colour/],
      [["parse", "codes.txt"], /codes\.txt/],
      [["parse", "--profile", "food"], /"medicine"/],
      [["parse", "--origin", "x.example"], /--origin needs/],
      [["lint", "--scan"], /takes no options/],
    ] as const) {
      const { code, lines, err } = await run(args, "");
      expect([args, code, lines]).toEqual([args, 2, []]);
      expect(err).toMatch(message);
      expect(err).toContain("gs1 parse [options]");
      expect(err).not.toContain("    at ");
    }
    const help = await run(["parse", "--help"], "");
    expect([help.code, help.err]).toEqual([0, ""]);
    expect(help.lines.join("\n")).toContain("--one-of-several");
  });
});

describe("packproof gs1 lint", { timeout: 60_000 }, () => {
  it("answers each value, and each line that asks for nothing", async () => {
    const lines = [
      '{"linter":"csum","value":"9506000134352"}',
      '{"linter":"csum","value":"9506000134353"}',
      '{"linter":"toString","value":""}',
      '{"linter":"csum"}',
      "[]",
      "null",
      "",
    ];
    const { code, lines: out, err } = await run(["lint"], lines.join("\n"));
    expect([code, err]).toEqual([0, ""]);
    expect(out.slice(0, 2)).toEqual([
      '{"ok":true}',
      '{"ok":false,"code":"INCORRECT_CHECK_DIGIT","at":[12,13]}',
    ]);
    const bad = out.slice(2).map((line) => JSON.parse(line));
    expect(bad.map(({ ok, code: why }) => [ok, why])).toEqual([
      [false, "UNKNOWN_LINTER"],
      [false, "LINE_WRONG_SHAPE"],
      [false, "LINE_WRONG_SHAPE"],
      [false, "LINE_WRONG_SHAPE"],
    ]);
    for (const answer of bad) expect(codesOf(answer)).toEqual([answer.code]);
  });
});
