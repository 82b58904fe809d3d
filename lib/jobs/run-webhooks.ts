import { createHmac } from "node:crypto";
import type { Logger } from "pino";
import { isOutage, isRetryable } from "@/lib/db/sql-state";
import { deliverNext } from "@/lib/operations/deliver-webhooks";
import type { WebhookDeps } from "@/lib/operations/webhook-ports";

export type WebhookParts = WebhookDeps & {
  readonly logger: Logger;
  /** Resolves after `ms`, or at once when the worker is told to stop. */
  readonly rest: (ms: number) => Promise<void>;
  readonly stopping: () => boolean;
  /** Subscriptions at once: a receiver that takes its time keeps one lane, not all. */
  readonly lanes: number;
};

const REST_MS = 500;

/** HMAC-SHA-256, hex. */
export const hmac = (secret: string, text: string): string =>
  createHmac("sha256", secret).update(text).digest("hex");

/** Sends events to their subscribers until the worker stops; while the database is away it waits for it. */
export async function runWebhooks(parts: WebhookParts): Promise<void> {
  const { logger, rest, stopping } = parts;
  const lane = async (): Promise<void> => {
    while (!stopping()) {
      let worked = false;
      try {
        worked = await deliverNext(parts);
      } catch (error) {
        // Retryable: another worker was faster, and has it.
        if (!isOutage(error) && !isRetryable(error)) throw error;
        logger.warn(
          { error: error instanceof Error ? error.message : String(error) },
          "webhooks wait for the database",
        );
      }
      if (!worked) await rest(REST_MS);
    }
  };
  await Promise.all(Array.from({ length: parts.lanes }, lane));
}
