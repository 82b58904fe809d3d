import { describe, expect, it } from "vitest";
import { csvField, resultFile } from "./result-file";

describe("a field of a table", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+5", "'+5"],
    ["-5", "'-5"],
    ["@SUM", "'@SUM"],
    ["A=1", "A=1"],
    ['A"B', '"A""B"'],
    ["A,B", '"A,B"'],
    ['=",', `"'="","`],
    [null, ""],
    [7, "7"],
  ])("writes %j so that it is read as it is and never computed", (value, text) => {
    expect(csvField(value)).toBe(text);
  });
});

describe("a file of results", () => {
  async function* chunks() {
    yield '{"n":0}\n{"n":1}';
    yield '{"n":2}';
  }

  it("has one line a result across chunks", async () => {
    expect(await resultFile(chunks(), { id: "1", kind: "verify", format: "jsonl" }).text()).toBe(
      '{"n":0}\n{"n":1}\n{"n":2}\n',
    );
  });

  it("lets go of the store when the reader goes away", async () => {
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield '{"n":0}';
      } finally {
        ended = true;
      }
    }
    const reader = resultFile(endless(), { id: "1", kind: "verify", format: "jsonl" }).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(ended).toBe(true);
  });
});
