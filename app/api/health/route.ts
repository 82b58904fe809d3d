import { z } from "zod";
import { healthAnswer } from "@/lib/web/answers/public";
import { web } from "@/lib/web/deps";
import { healthOf } from "@/lib/web/health";
import { notAllowed } from "@/lib/web/methods";
import { document } from "@/lib/web/openapi/route-doc";
import { answer } from "@/lib/web/problem";
import { within } from "@/lib/web/within";

/** 200 while scans can be taken, even when log or chain are behind; 503 when the database is away. */
async function health(): Promise<Response> {
  const { deps, env, logger } = web();
  const status = await within(3_000, deps.desk.log()).catch((error: unknown) => {
    logger.error({ error: error instanceof Error ? error.name : "unknown" }, "database away");
    return null;
  });
  const state = healthOf(status, deps.clock.now(), env.ANCHOR_INTERVAL_SECONDS);
  return answer(state, {}, state.status === "down" ? 503 : 200);
}

export const GET = document(health, {
  kind: "plain",
  input: z.strictObject({}),
  doc: {
    summary: "How web, worker, database, log and chain are",
    description: "200 while scans can be taken; 503, with the same fields, when the database is away.",
    scope: null,
    answer: healthAnswer,
  },
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
