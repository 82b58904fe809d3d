import { describe, expect, it } from "vitest";
import { together } from "./together";

type Call = {
  readonly list: readonly number[];
  readonly reply: (answers: readonly string[]) => void;
  readonly fail: () => void;
};

/** A server that answers when the test says so. */
function server(lanes: number, most: number) {
  const calls: Call[] = [];
  const ask = together<number, string>(
    (list) =>
      new Promise((resolve, reject) => {
        calls.push({ list, reply: resolve, fail: () => reject(new Error(`failed ${list}`)) });
      }),
    { lanes, most },
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { ask, calls, turn };
}

describe("questions asked together", () => {
  it("go at once and alone while there is a free lane: nobody waits for company", () => {
    const { ask, calls } = server(2, 10);
    for (const n of [1, 2, 3, 4]) void ask(n);
    expect(calls.map(({ list }) => list)).toEqual([[1], [2]]);
  });

  it("go as one list once a lane is free, each gets its own answer, no list is longer than the limit", async () => {
    const { ask, calls, turn } = server(1, 3);
    const answers = Promise.all([1, 2, 3, 4, 5].map(ask));
    for (let done = 0; done < 3; done++) {
      calls[done]?.reply(calls[done]?.list.map((n) => `answer ${n}`) ?? []);
      await turn();
    }
    expect(calls.map(({ list }) => list)).toEqual([[1], [2, 3, 4], [5]]);
    expect(await answers).toEqual([1, 2, 3, 4, 5].map((n) => `answer ${n}`));
  });

  it("are asked again alone when their list fails: a bad one spoils no other", async () => {
    const { ask, calls, turn } = server(1, 3);
    const first = ask(1);
    const [good, bad] = [ask(2), ask(3)];
    calls[0]?.reply(["one"]);
    await turn();
    calls[1]?.fail();
    await turn();
    expect(calls[2]?.list).toEqual([2]);
    calls[2]?.reply(["two"]);
    await turn();
    expect(calls[3]?.list).toEqual([3]);
    calls[3]?.fail();
    expect(await Promise.all([first, good])).toEqual(["one", "two"]);
    await expect(bad).rejects.toThrow("failed 3");
    const after = ask(4);
    calls[4]?.reply(["four"]);
    expect(await after).toBe("four");
  });

  it("are never given another's answer: a list that is answered short is asked again", async () => {
    const { ask, calls, turn } = server(1, 3);
    void ask(1);
    const pair = Promise.all([ask(2), ask(3)]);
    calls[0]?.reply(["one"]);
    await turn();
    calls[1]?.reply(["only one of two"]);
    for (const [at, answer] of [
      [2, "two"],
      [3, "three"],
    ] as const) {
      await turn();
      calls[at]?.reply([answer]);
    }
    expect(await pair).toEqual(["two", "three"]);
  });
});
