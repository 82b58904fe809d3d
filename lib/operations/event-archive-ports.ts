import type { IndexedCondition } from "@/lib/core/epcis-query/conditions";
import type { TenantScope } from "./scope";

/** An event as it is kept. Times are epoch milliseconds. */
export type StoredEvent = {
  readonly id: string;
  /** JSON of one event with its @context, UTF-8, as it was captured. */
  readonly document: Uint8Array;
  readonly recordTime: number;
  readonly eventTime: number;
};

/** A place in an order of events: after the event `id`, whose time in that order is `at`. */
export type Place = { readonly at: number; readonly id: string };

export type EventsAsked = {
  /** All must hold. */
  readonly conditions: readonly IndexedCondition[];
  readonly by: "recordTime" | "eventTime";
  readonly descending: boolean;
  readonly after: Place | null;
  readonly limit: number;
};

/** What took longer than one request may. */
export const TOO_SLOW = "too-slow";

export const VOCABULARIES = ["eventType", "bizStep", "disposition", "readPoint", "bizLocation"] as const;
export type Vocabulary = (typeof VOCABULARIES)[number];

/** Where a walk through EPCs goes on: after this EPC of this event. */
export type EpcPlace = Place & { readonly link: string };

/** Events that an organisation may read whole, and what it keeps to ask about them. Never another organisation's. */
export type EventArchive = {
  page(scope: TenantScope, asked: EventsAsked): Promise<readonly StoredEvent[] | typeof TOO_SLOW>;
  /** How many meet the conditions; no more than `atMost` are counted. */
  count(
    scope: TenantScope,
    conditions: readonly IndexedCondition[],
    atMost: number,
  ): Promise<number | typeof TOO_SLOW>;
  /** Words or places after `after`, ascending by their UTF-8 bytes. */
  vocabulary(scope: TenantScope, kind: Vocabulary, after: string, limit: number): Promise<readonly string[]>;
  /** EPCs, each where it comes first; `next` is where to go on, null at the end. */
  epcs(
    scope: TenantScope,
    after: EpcPlace | null,
    limit: number,
  ): Promise<{ readonly links: readonly string[]; readonly next: EpcPlace | null }>;
  /** GS1 company prefixes in use, for writing EPC URNs. */
  companyPrefixes(scope: TenantScope): Promise<readonly string[]>;

  /** `hash` is SHA-256 of the token, `question` of what was asked. */
  keepPlace(
    scope: TenantScope,
    token: { hash: Uint8Array; question: Uint8Array; position: unknown; now: number; expiresAt: number },
  ): Promise<void>;
  /** Null: there is no such token for this question, or it has expired. */
  placeOf(
    scope: TenantScope,
    token: { hash: Uint8Array; question: Uint8Array; now: number },
  ): Promise<unknown>;
  /** False: there was no such token. */
  dropPlace(scope: TenantScope, hash: Uint8Array): Promise<boolean>;
};
