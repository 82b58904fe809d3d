import { describe, expect, it } from "vitest";
import { resultFile } from "./result-file";

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
