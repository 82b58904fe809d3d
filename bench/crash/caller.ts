import { canonicalText } from "@/lib/core/canonical/canonical-json";
import type { Credential } from "../ledger/web";

/** A request that was answered: what was asked, and the answer as canonical JSON. */
export type Acknowledged = {
  readonly by: Credential;
  readonly path: string;
  readonly body: unknown;
  readonly key: string;
  readonly answer: string;
};

/** Between two attempts, so that a process that starts is not trampled. */
const PAUSE_MS = 40;
const PATIENCE_MS = 10_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends requests as a program that minds crashes does: again with the same key, elsewhere, until one answers. */
export function callerOf(ports: readonly number[]) {
  const acknowledged: Acknowledged[] = [];
  let attempts = 0;

  async function attempt({ by, path, body, key }: Omit<Acknowledged, "answer">): Promise<Response | null> {
    const port = ports[attempts++ % ports.length];
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: "POST",
        headers: { ...by, "Content-Type": "application/json", "Idempotency-Key": key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      // Down, or starting: nothing is known about the request.
      if (response.status >= 500 || response.status === 429) return null;
      // An answer whose end did not come is none.
      const text = await response.text();
      return new Response(text, { status: response.status, headers: response.headers });
    } catch {
      return null;
    }
  }

  /** The answer as JSON. Throws when it is refused: a story asks for nothing that it may not. */
  async function ask<Value>(request: Omit<Acknowledged, "answer">): Promise<Value> {
    for (;;) {
      const response = await attempt(request);
      if (response === null) {
        await pause(PAUSE_MS);
        continue;
      }
      const answer = await response.text();
      if (!response.ok) throw new Error(`${request.path} (${request.key}): ${response.status} ${answer}`);
      acknowledged.push({ ...request, answer: canonicalText(JSON.parse(answer)) });
      return JSON.parse(answer) as Value;
    }
  }

  /** Asks again for everything that was acknowledged: each gets its first answer, marked as a repeat. */
  async function repeatAll(): Promise<void> {
    for (const before of [...acknowledged]) {
      const response = await attempt(before);
      const text = await response?.text();
      const answer = text === undefined ? null : canonicalText(JSON.parse(text));
      if (answer !== before.answer || response?.headers.get("idempotent-replayed") !== "true") {
        throw new Error(`${before.path} (${before.key}) was answered ${before.answer}, and again ${answer}`);
      }
    }
  }

  return { ask, repeatAll, acknowledged: acknowledged as readonly Acknowledged[], attempts: () => attempts };
}

export type Caller = ReturnType<typeof callerOf>;
