import { afterEach, describe, expect, it, vi } from "vitest";
import { get, post } from "./client";

const keys: (string | null)[] = [];
/** Each call of fetch gets the next of these. */
function serving(...answers: (Response | "lost")[]) {
  keys.length = 0;
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get("idempotency-key"));
    const next = answers.shift();
    return next instanceof Response
      ? Promise.resolve(next)
      : Promise.reject(new TypeError("Failed to fetch"));
  });
}
afterEach(() => vi.unstubAllGlobals());

const problemOf = (status: number, code: string) =>
  Response.json({ title: "T", detail: "D", code, facts: { n: 1 }, status }, { status });

describe("the browser's side", () => {
  it("carries the same key until somebody answered, and a new one afterwards", async () => {
    serving("lost", problemOf(500, "UNEXPECTED"), Response.json({ n: 1 }), Response.json({ n: 2 }));
    const send = () => post<{ n: number }>("/api/v1/units/pack", { children: ["a"] });
    expect(await send()).toMatchObject({ ok: false, status: null, refusal: { code: "UNREACHABLE" } });
    expect(await send()).toMatchObject({ ok: false, status: 500 });
    expect(await send()).toEqual({ ok: true, value: { n: 1 } });
    expect(await send()).toEqual({ ok: true, value: { n: 2 } });
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).toBe(keys[0]);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it("makes two quick presses one request, and another body another one", async () => {
    serving(Response.json({}), Response.json({}), Response.json({}));
    await Promise.all([
      post("/p", { generate: 200 }),
      post("/p", { generate: 200 }),
      post("/p", { generate: 1 }),
    ]);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it("gives refusals as the server made them, and never throws", async () => {
    serving(problemOf(409, "ALREADY_RECEIVED"), new Response("<html>", { status: 502 }), "lost");
    expect(await get("/x")).toEqual({
      ok: false,
      status: 409,
      refusal: { code: "ALREADY_RECEIVED", message: "T", next: "D", facts: { n: 1 } },
    });
    // A gateway's page is no answer of ours: whether anything was done is not known.
    expect(await get("/x")).toMatchObject({ status: null, refusal: { code: "UNREACHABLE" } });
    expect(await get("/x")).toMatchObject({ status: null });
  });
});
