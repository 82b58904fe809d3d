import { web } from "@/lib/web/deps";
import { healthOf } from "@/lib/web/health";
import { notAllowed } from "@/lib/web/methods";
import { answer } from "@/lib/web/problem";
import { within } from "@/lib/web/within";

/** 200 while scans can be taken, even when log or chain are behind; 503 when the database is away. */
export async function GET(): Promise<Response> {
  const { deps, env, logger } = web();
  const status = await within(3_000, deps.desk.log()).catch((error: unknown) => {
    logger.error({ error: error instanceof Error ? error.name : "unknown" }, "database away");
    return null;
  });
  const health = healthOf(status, deps.clock.now(), env.ANCHOR_INTERVAL_SECONDS);
  return answer(health, {}, health.status === "down" ? 503 : 200);
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
