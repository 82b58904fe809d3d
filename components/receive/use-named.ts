"use client";

import { useEffect, useState } from "react";
import type { FoundUnit } from "@/lib/operations/find-units";
import { post } from "@/lib/web/client";

/** What Packproof knows of units nobody announced; a link is missing from the answer until it is known. */
export function useNamed(links: readonly string[]): ReadonlyMap<string, FoundUnit> {
  const [named, setNamed] = useState<ReadonlyMap<string, FoundUnit>>(new Map());
  const wanted = links.filter((link) => !named.has(link)).join("\n");
  useEffect(() => {
    if (wanted === "") return;
    let current = true;
    // Without an answer the codes themselves stay on the screen; the next overage asks again.
    void post<readonly FoundUnit[]>("/api/v1/units/find", { links: wanted.split("\n") }).then((answer) => {
      if (!current || !answer.ok) return;
      setNamed((before) => new Map([...before, ...answer.value.map((unit) => [unit.link, unit] as const)]));
    });
    return () => {
      current = false;
    };
  }, [wanted]);
  return named;
}
