"use client";

import { useState, useSyncExternalStore } from "react";
import { z } from "zod";

const pack = z.strictObject({
  gtin: z.string(),
  serial: z.string(),
  name: z.string(),
  at: z.number(),
  undoUntil: z.number(),
});
export type DispensedHere = Readonly<z.output<typeof pack>>;

const KEEP = 50;

/** What this browser dispensed at this site, newest first; a reload keeps it, another site does not see it. */
export function useDispensedHere(siteId: string) {
  const [store] = useState(() => storeOf(`packproof.dispensed.${siteId}`));
  const packs = useSyncExternalStore(store.subscribe, store.read, () => NONE);
  return {
    packs,
    add: (added: DispensedHere) => store.write([added, ...store.read()].slice(0, KEEP)),
    remove: (gtin: string, serial: string) =>
      store.write(store.read().filter((each) => each.gtin !== gtin || each.serial !== serial)),
  };
}

const NONE: readonly DispensedHere[] = [];

function storeOf(key: string) {
  const listeners = new Set<() => void>();
  let kept: readonly DispensedHere[] | null = null;
  const load = (): readonly DispensedHere[] => {
    try {
      const parsed = z.array(pack).safeParse(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
      return parsed.success ? parsed.data : NONE;
    } catch {
      // Storage may be switched off, or hold another version's text: the list only starts empty then.
      return NONE;
    }
  };
  const read = () => {
    kept ??= load();
    return kept;
  };
  return {
    read,
    write(packs: readonly DispensedHere[]) {
      kept = packs;
      try {
        sessionStorage.setItem(key, JSON.stringify(packs));
      } catch {
        // Without storage the list lives as long as the page.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
