"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { clockOf, elapsedOf } from "./elapsed";

/** How long ago it was, counting. `now` is the server's, so that the first paint and a wrong clock here do no harm. */
export function SinceClock({ at, now }: { readonly at: number; readonly now: number }) {
  const t = useTranslations("recalls.board");
  const [passed, setPassed] = useState(now - at);
  useEffect(() => {
    const begun = performance.now();
    setPassed(now - at);
    const timer = setInterval(() => setPassed(now - at + performance.now() - begun), 1000);
    return () => clearInterval(timer);
  }, [at, now]);
  const { value } = elapsedOf(passed);
  return <span role="timer">{clockOf(passed) ?? t("days", { count: value })}</span>;
}
