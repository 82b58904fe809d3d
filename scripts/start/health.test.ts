import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { untilHealthy } from "./health.mjs";

describe("waiting for health", () => {
  let folder: string;
  let server: Server;
  let answers: { status: number; worker: string }[];
  let asked: number;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "packproof-health-"));
    writeFileSync(join(folder, "web.log"), "the reason stands here\n");
    asked = 0;
    server = createServer((_request, response) => {
      const { status, worker } = answers[Math.min(asked++, answers.length - 1)] ?? {
        status: 500,
        worker: "",
      };
      response
        .writeHead(status)
        .end(JSON.stringify({ parts: { worker: { status: worker, says: "silent" } } }));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const wait = (withinMs: number, othersWithinMs: number) =>
    untilHealthy(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
      logFile: join(folder, "web.log"),
      withinMs,
      othersWithinMs,
    });

  it("takes the first answers for no verdict: a database still starting, a worker not yet heard of", async () => {
    answers = [
      { status: 503, worker: "down" },
      { status: 200, worker: "down" },
      { status: 200, worker: "ok" },
    ];
    expect(await wait(10_000, 10_000)).toEqual([]);
    expect(asked).toBe(3);
  });

  it("goes on when only the worker stays away, and says so", async () => {
    answers = [{ status: 200, worker: "down" }];
    expect(await wait(10_000, 150)).toEqual(["worker: silent"]);
  });

  it("fails with the answer and the web server's last words when nothing can be served", async () => {
    answers = [{ status: 503, worker: "down" }];
    await expect(wait(100, 0)).rejects.toThrow(/HTTP 503[\s\S]*the reason stands here/);
  });
});
