import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Handler } from "@/lib/web/handle";
import { isPlaceholder } from "@/lib/web/methods";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const routes = readdirSync(HERE, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith("route.ts"),
);
const METHODS = ["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"];

const call = (handler: Handler, method: string) =>
  handler(new Request("http://localhost:3000/api/x", { method }), { params: Promise.resolve({}) });

describe.each(routes)("app/api/%s", (path) => {
  const load = (): Promise<Record<string, Handler>> => import(new URL(path, import.meta.url).href);

  it("has an answer for every method: a missing one would get an empty 405 of the framework", async () => {
    const module = await load();
    const missing = METHODS.filter((method) => module[method] === undefined);
    expect(missing, `add: export const { ${missing.join(", ")} } = notAllowed(…) of lib/web/methods`).toEqual(
      [],
    );
  });

  it("refuses methods it does not have as problem+json, and says which it has", async () => {
    const module = await load();
    const refused = METHODS.filter((method) => isPlaceholder(module[method] as Handler));
    if (path.includes("[[...unknown]]")) {
      expect(refused).toEqual([]);
      return;
    }
    const present = METHODS.filter((method) => !refused.includes(method));
    expect(present.length).toBeGreaterThan(0);
    for (const method of refused) {
      const answered = await call(module[method] as Handler, method);
      const allow = (answered.headers.get("allow") ?? "").split(", ");
      expect(allow.filter((name) => name !== "HEAD").sort()).toEqual([...present, "OPTIONS"].sort());
      if (method === "OPTIONS") {
        expect(answered.status).toBe(204);
        continue;
      }
      expect([answered.status, answered.headers.get("content-type")]).toEqual([
        405,
        "application/problem+json",
      ]);
      const { type, title, status, code, detail } = await answered.json();
      expect([type, status, code]).toEqual([
        "https://packproof.org/problems/METHOD_NOT_ALLOWED",
        405,
        "METHOD_NOT_ALLOWED",
      ]);
      for (const text of [title, detail]) expect(text).toMatch(/^[A-Z].+\.$/);
    }
  });
});

describe("an address below /api that leads nowhere", () => {
  it.each(METHODS)("answers %s with 404 as problem+json", async (method) => {
    const module: Record<string, Handler> = await import("./[[...unknown]]/route");
    const answered = await call(module[method] as Handler, method);
    expect([answered.status, answered.headers.get("content-type")]).toEqual([
      404,
      "application/problem+json",
    ]);
    expect((await answered.json()).code).toBe("NOTHING_HERE");
  });
});
