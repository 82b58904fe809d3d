import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { LogLevel } from "./log-level";

type AnchorProgressProps = {
  readonly level: "recorded" | "logged";
  /** Epoch milliseconds. */
  readonly nextAnchor: number | null;
};

/** How far the step has come, and when about the chain gets it, by this device's clock. */
export function AnchorProgress({ level, nextAnchor }: AnchorProgressProps) {
  const t = useTranslations("proof-page.waiting");
  const now = useNow();
  return (
    <p className="mb-6 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      {level === "logged" && (
        <span className="font-semibold">
          <LogLevel level="logged">
            {nextAnchor !== null && now !== null && nextAnchor > now
              ? t("anchorAbout", { time: new Date(nextAnchor).toLocaleTimeString("en-GB", HOUR_AND_MINUTE) })
              : t("anchorSoon")}
          </LogLevel>
        </span>
      )}
      {level === "recorded" && <LogLevel level="recorded">{t("looking")}</LogLevel>}
      {level === "logged" && <span className="text-sm text-soft">{t("looking")}</span>}
    </p>
  );
}

const HOUR_AND_MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The device's clock every few seconds; null while the server renders, which knows neither its time nor its zone. */
function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
