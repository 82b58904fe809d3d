import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import type { EpcFormat } from "@/lib/core/epcis/epc-format";
import type { StoredEvent } from "./event-archive-ports";
import type { Clock, Ids } from "./ports";

/** A subscription that a worker has taken, for a while. Times are epoch milliseconds. */
export type Claimed = {
  readonly id: string;
  readonly queryName: string;
  readonly query: JsonObject;
  readonly dest: string;
  readonly secret: string;
  /** Null: as events come. */
  readonly schedule: JsonValue | null;
  readonly timeZone: string;
  readonly reportIfEmpty: boolean;
  readonly epcFormat: EpcFormat;
  /** Events recorded before it are not told. */
  readonly since: number;
  /** The first leaf of the log that was not looked at. */
  readonly cursor: bigint;
  /** Leaves there are. */
  readonly size: bigint;
  /** GS1 company prefixes in use, for writing EPC URNs. */
  readonly prefixes: readonly string[];
  /** What is on its way already. */
  readonly delivery: { readonly id: string; readonly attempts: number } | null;
};

export type Leaf = StoredEvent & { readonly index: bigint };

/** How an attempt ended. dead: given up. */
export type Outcome =
  | { readonly kind: "arrived" }
  | { readonly kind: "again" | "dead"; readonly because: string };

export type WebhookQueue = {
  /** The next subscription that has something to send or to look at; null: none has. */
  claim(now: number): Promise<Claimed | null>;
  /** What its organisation may read of the leaves from `from` on, before `to`; in the log's order. */
  look(id: string, from: bigint, to: bigint): Promise<readonly Leaf[]>;
  /**
   * Looked at up to `cursor`, and what is to be sent of it, together. Rejects with a retryable fault when another worker
   * has moved the cursor meanwhile.
   */
  settle(
    id: string,
    settled: {
      readonly from: bigint;
      readonly cursor: bigint;
      readonly delivery: { readonly id: string; readonly eventIds: readonly string[] } | null;
      readonly dueAt: number;
      readonly now: number;
    },
  ): Promise<void>;
  events(deliveryId: string): Promise<readonly StoredEvent[]>;
  tried(deliveryId: string, outcome: Outcome, dueAt: number, now: number): Promise<void>;
};

export type Letter = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** status: what the receiver answered. unreachable: there was no answer, and why, in a sentence. */
export type Answered = { readonly status: number } | { readonly unreachable: string };

export type WebhookDeps = {
  readonly queue: WebhookQueue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly post: (letter: Letter) => Promise<Answered>;
  /** HMAC-SHA-256 of a text under a text's UTF-8, hex. */
  readonly hmac: (secret: string, text: string) => string;
};
