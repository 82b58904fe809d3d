"use client";

import { useEffect, useState } from "react";
import type { JobView } from "@/lib/operations/job-ports";
import { get } from "@/lib/web/client";
import { isOver } from "./job-state";

const EVERY_MS = 1_000;

export type Followed = {
  readonly job: JobView;
  /** Epoch milliseconds of the last look. */
  readonly at: number;
  readonly reachable: boolean;
};

/** A job as it goes on: asked for every second while the page is looked at, until it is over. */
export function useJob(first: JobView, now: number): [Followed, (job: JobView) => void] {
  const [seen, setSeen] = useState<Followed>({ job: first, at: now, reachable: true });
  const { id } = first;
  const over = isOver(seen.job);
  useEffect(() => {
    if (over) return;
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function look() {
      const answer = await get<JobView>(`/api/v1/jobs/${id}`, { signal: ending.signal });
      if (ending.signal.aborted) return;
      setSeen((before) =>
        answer.ok
          ? { job: answer.value, at: Date.now(), reachable: true }
          : { ...before, reachable: answer.status !== null },
      );
      wait();
    }
    function wait() {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(() => void look(), EVERY_MS);
    }
    document.addEventListener("visibilitychange", wait);
    wait();
    return () => {
      ending.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wait);
    };
  }, [id, over]);
  return [seen, (job) => setSeen({ job, at: Date.now(), reachable: true })];
}
