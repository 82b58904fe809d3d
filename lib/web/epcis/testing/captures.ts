import * as oneCapture from "@/app/api/epcis/capture/[captureID]/route";
import * as captures from "@/app/api/epcis/capture/route";
import * as events from "@/app/api/epcis/events/route";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresUpkeep } from "@/lib/db/upkeep";
import { type JobDeps, workOff } from "@/lib/jobs/run-jobs";
import type { Answered, Browser } from "@/lib/web/testing/browser";
import { jobDeps } from "@/lib/web/testing/jobs";
import type { TestWeb } from "@/lib/web/testing/world";

/** The capture interface as another system uses it, and the worker behind it. */
export function capturing(at: TestWeb) {
  const worker: Database = openDatabase(at.urls.workerUrl, { max: 4 });
  const send = (as: Browser, body: unknown, headers: Record<string, string> = {}): Promise<Answered> =>
    as(captures.POST, { path: "/api/epcis/capture", body, headers });
  const one = (as: Browser, body: unknown, headers: Record<string, string> = {}): Promise<Answered> =>
    as(events.POST, { path: "/api/epcis/events", body, headers });
  const idOf = ({ headers }: Answered): string => (headers.get("location") ?? "").split("/").at(-1) ?? "";
  const job = async (as: Browser, captureID: string) =>
    (await as(oneCapture.GET, { method: "GET", params: { captureID } })).json;
  const work = (change: Partial<JobDeps> = {}) => workOff(jobDeps(worker, change));
  /** A document sent and carried out. */
  async function captured(
    as: Browser,
    body: unknown,
    behaviour = "rollback",
    headers: Record<string, string> = {},
  ) {
    const sent = await send(as, body, { "GS1-Capture-Error-Behaviour": behaviour, ...headers });
    if (sent.status !== 202) throw new Error(`Not accepted: ${sent.status} ${sent.text}`);
    await work();
    return job(as, idOf(sent));
  }
  const expire = (now: number) => postgresUpkeep(worker).expireCaptures(now);
  const all = (as: Browser) =>
    as(events.GET, {
      method: "GET",
      path: "/api/epcis/events?perPage=1000",
      headers: { "GS1-EPC-Format": "Never_Translates" },
    });
  return { send, one, idOf, job, work, captured, expire, all, close: () => worker.close() };
}
