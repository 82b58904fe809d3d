"use client";

import { useEffect, useState } from "react";

/** Since when nothing answers (epoch ms), null while it does: by the browser's own word and by what requests met. */
export function useLost(): {
  readonly lostAt: number | null;
  readonly met: (answered: boolean) => void;
} {
  const [lostAt, setLostAt] = useState<number | null>(null);
  const met = (answered: boolean) => setLostAt((before) => (answered ? null : (before ?? Date.now())));
  useEffect(() => {
    const lost = () => setLostAt((before) => before ?? Date.now());
    const found = () => setLostAt(null);
    if (!navigator.onLine) lost();
    window.addEventListener("offline", lost);
    window.addEventListener("online", found);
    return () => {
      window.removeEventListener("offline", lost);
      window.removeEventListener("online", found);
    };
  }, []);
  return { lostAt, met };
}
