import type { Clock } from "@/lib/operations/ports";
import type { Database } from "./database";

/** Says what a process is doing, at most once a second: health reads it, and silence is an answer too. */
export function postgresHeartbeat(
  { prisma }: Database,
  process: string,
  clock: Clock,
): (detail: object) => Promise<void> {
  let said = "";
  let saidAt = 0;
  return async (detail) => {
    const now = clock.now();
    const text = JSON.stringify(detail);
    if (text === said && now - saidAt < 1000) return;
    await prisma.$executeRaw`insert into heartbeat (process, at, detail) values (${process}, now(), ${text}::jsonb)
      on conflict (process) do update set at = excluded.at, detail = excluded.detail`;
    said = text;
    saidAt = now;
  };
}
