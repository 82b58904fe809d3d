"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Sign } from "@/components/frame/place";
import { Signs } from "@/components/frame/signs";
import { type LogSign, toneOf } from "./log-sign";

type LiveSignsProps = { readonly log: LogSign; readonly timeZone: string };

const ASK_MS = 15_000;

/** Whether the server answers and the log is alive; asks again while the page is open, and says since when not. */
export function LiveSigns({ log, timeZone }: LiveSignsProps) {
  const t = useTranslations("desk.signs");
  const format = useFormatter();
  const router = useRouter();
  const [lostAt, setLostAt] = useState<number | null>(null);

  useEffect(() => {
    const timer = setInterval(async () => {
      const reached = await fetch("/api/health", { cache: "no-store" }).then(
        (answer) => answer.ok,
        () => false,
      );
      setLostAt((before) => (reached ? null : (before ?? Date.now())));
      // The server renders the log's sign anew; a page that cannot be reached keeps what it shows.
      if (reached && document.visibilityState === "visible") router.refresh();
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [router]);

  const time = (at: number) => format.dateTime(at, "time", { timeZone });
  const signs: Sign[] = [
    lostAt === null
      ? { key: "connection", label: t("connected"), tone: "live" }
      : { key: "connection", label: t("offline", { time: time(lostAt) }), tone: "caution" },
    { key: "log", label: words(), tone: toneOf(log) },
  ];

  function words(): string {
    switch (log.key) {
      case "anchored":
        return t("anchored", { time: time(log.at) });
      case "quiet":
        return t("quiet", { time: time(log.at) });
      case "waiting":
        return t("waiting", { count: log.count });
      default:
        return t(log.key);
    }
  }
  return <Signs signs={signs} />;
}
