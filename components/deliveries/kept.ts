"use client";

import { useMemo, useSyncExternalStore } from "react";

/**
 * Work that is not sent yet, kept in this browser so that a reload or a dead network loses nothing: scans of an
 * open delivery, lines of a shipment. Where storage is refused (private window, full), it lasts until the page is
 * left, and `durable` says so: the screen must not claim more.
 */

const unsaved = new Map<string, string>();
const listeners = new Set<() => void>();

function textOf(key: string): string | null {
  const here = unsaved.get(key);
  if (here !== undefined) return here;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): void {
  unsaved.delete(key);
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    if (text !== null) unsaved.set(key, text);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  globalThis.addEventListener?.("storage", listener);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener?.("storage", listener);
  };
}

/** What kept text means; null for text that an older version wrote or that is damaged. */
export type Kind<Value> = { readonly empty: Value; readonly parse: (json: unknown) => Value | null };

function meaningOf<Value>({ empty, parse }: Kind<Value>, text: string | null): Value {
  if (text === null) return empty;
  try {
    return parse(JSON.parse(text)) ?? empty;
  } catch {
    return empty;
  }
}

/** The newest value, also for handlers that run before the next render (two scans of one photo). */
export const readKept = <Value>(kind: Kind<Value>, key: string): Value => meaningOf(kind, textOf(key));

export function changeKept<Value>(kind: Kind<Value>, key: string, change: (before: Value) => Value): Value {
  const next = change(readKept(kind, key));
  write(key, JSON.stringify(next));
  return next;
}

export const forgetKept = (key: string): void => write(key, null);

/** The kept value, the same in every tab; empty on the server and while hydrating. */
export function useKept<Value>(
  kind: Kind<Value>,
  key: string,
): { readonly value: Value; readonly durable: boolean } {
  const text = useSyncExternalStore(
    subscribe,
    () => textOf(key),
    () => null,
  );
  const value = useMemo(() => meaningOf(kind, text), [kind, text]);
  return { value, durable: !unsaved.has(key) };
}
