/**
 * What this browser remembers between visits: only choices about the device, never data. Private windows and
 * strict settings refuse storage; then a choice lasts until the page is left.
 */
const unsaved = new Map<string, string>();
const listeners = new Set<() => void>();

export type RememberedKey =
  | "packproof.camera"
  | "packproof.muted"
  | "packproof.scanner-layout"
  | "packproof.scanner-end";

export function recall(key: RememberedKey): string | null {
  const here = unsaved.get(key);
  if (here !== undefined) return here;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: RememberedKey, value: string): void {
  try {
    localStorage.setItem(key, value);
    unsaved.delete(key);
  } catch {
    unsaved.set(key, value);
  }
  for (const listener of listeners) listener();
}

/** Calls back when a remembered choice changes, in this tab or another. Returns the end of it. */
export function onRemembered(listener: () => void): () => void {
  listeners.add(listener);
  globalThis.addEventListener?.("storage", listener);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener?.("storage", listener);
  };
}
