import type { JsonValue } from "@/lib/core/canonical/json-value";

export type Uri = string;
export type NonEmpty<Item> = readonly [Item, ...Item[]];

/** Names of one's own hold a colon ("packproof:registryState"), so they never meet a standard name. */
export type ExtensionMembers = { readonly [name: `${string}:${string}`]: JsonValue | undefined };
