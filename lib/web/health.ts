import type { LogStatus } from "@/lib/operations/desk-ports";

export type Part = { readonly status: "ok" | "degraded" | "down"; readonly says: string };
export type Health = {
  readonly status: Part["status"];
  readonly parts: Readonly<Record<"web" | "database" | "worker" | "log" | "chain", Part>>;
};

/** A worker says something at least once a second; longer than this and nobody may rely on it. */
const SILENT_MS = 10_000;

const ok = (says: string): Part => ({ status: "ok", says });
const degraded = (says: string): Part => ({ status: "degraded", says });
const down = (says: string): Part => ({ status: "down", says });

/**
 * How each part is, in words for whoever has to look. Null: the database does not answer. The reasons a worker gives
 * stay in its own log, because they name hosts.
 */
export function healthOf(log: LogStatus | null, now: number, anchorIntervalSeconds: number): Health {
  const web = ok("The web server answers.");
  if (!log) {
    const unknown = degraded("Not known while the database does not answer.");
    const database = down("The database does not answer. Nothing can be scanned until it does.");
    return { status: "down", parts: { web, database, worker: unknown, log: unknown, chain: unknown } };
  }
  const parts = {
    web,
    database: ok("The database answers."),
    worker: workerOf(log, now),
    log: logOf(log, now),
    chain: chainOf(log, now, anchorIntervalSeconds),
  };
  const well = Object.values(parts).every(({ status }) => status === "ok");
  return { status: well ? "ok" : "degraded", parts };
}

const isSilent = ({ worker }: LogStatus, now: number): boolean => !worker || now - worker.at > SILENT_MS;

function workerOf(log: LogStatus, now: number): Part {
  if (!log.worker) return down("silent: no worker has ever reported. Start one.");
  return isSilent(log, now)
    ? down(`silent: no worker has reported for ${span(now - log.worker.at)}. Start one.`)
    : ok("A worker is running.");
}

function logOf(log: LogStatus, now: number): Part {
  const size = `${count(log.size, "leaf", "leaves")} in the log`;
  if (log.worker?.log === "halted") {
    return down(`${size}. The log has halted so that it can't contradict itself: the worker's log says why.`);
  }
  if (log.waiting === 0) return ok(`${size}, nothing waits.`);
  const waits = `${count(log.waiting, "event waits", "events wait")} for it`;
  return isSilent(log, now)
    ? degraded(`${size}. ${waits}, and no worker is running.`)
    : ok(`${size}, ${waits}.`);
}

function chainOf(log: LogStatus, now: number, anchorIntervalSeconds: number): Part {
  const lag = lagOf(log, now);
  if (log.worker?.chain === "halted") {
    return down(`${lag} Anchoring has halted, because chain and log disagree: the worker's log says how.`);
  }
  if (log.worker?.chain === "away") return degraded(`${lag} The chain can't be reached; the log goes on.`);
  const late =
    log.unanchoredSince !== null && now - log.unanchoredSince > anchorIntervalSeconds * 3000 + 60_000;
  return late ? degraded(`${lag} That is longer than it should be.`) : ok(lag);
}

/** How far the chain is behind the log. */
function lagOf({ size, anchored, unanchoredSince }: LogStatus, now: number): string {
  if (size === "0") return "The log is empty: there is nothing to anchor yet.";
  const behind = BigInt(size) - BigInt(anchored?.size ?? 0);
  const since = unanchoredSince === null ? "" : `, the oldest for ${span(now - unanchoredSince)}`;
  if (!anchored) return `No head is on the chain yet; ${count(behind, "leaf waits", "leaves wait")}${since}.`;
  const kind = anchored.final ? "final" : "mined";
  return behind === 0n
    ? `The chain holds the whole log (${kind}).`
    : `The chain holds ${anchored.size} of ${size} leaves (${kind}); ${count(behind, "leaf waits", "leaves wait")}${since}.`;
}

const count = (n: number | bigint | string, one: string, many: string): string =>
  `${n} ${String(n) === "1" ? one : many}`;

/** A length of time as people say it. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
