import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useStepWord } from "@/components/desk/use-step-word";
import { LogLevel } from "@/components/proof/log-level";
import { Lanes } from "@/components/ui/lanes";
import { Section } from "@/components/ui/section";
import type { LogStatus } from "@/lib/operations/desk-ports";
import type { TraceEvent } from "@/lib/operations/reading-ports";
import { lanesOf, levelOf } from "./trace-steps";

type TraceWayProps = {
  readonly events: readonly TraceEvent[];
  readonly log: LogStatus;
  /** Null for a container: proofs are of packs. */
  readonly pack: { readonly gtin: string; readonly serial: string } | null;
};

const ACTORS = ["maker", "distributor", "pharmacy", "hospital", "regulator", "repackager"] as const;
const ENTRIES = ["camera", "wedge", "paste", "typed", "picture", "tray", "file", "api"] as const;

/** The way of one unit through the organisations, with how far each step is proven. */
export function TraceWay({ events, log, pack }: TraceWayProps) {
  const t = useTranslations("trace");
  const format = useFormatter();
  const stepWord = useStepWord();
  const { lanes, steps } = lanesOf(events, {
    step: stepWord,
    actor: ({ statement }) => t(`actor.${ACTORS.find((kind) => kind === statement.actorKind) ?? "other"}`),
    time: ({ eventTime, offset, statement }) =>
      eventTime === null
        ? (statement.month ?? "")
        : // The place's own wall clock: its offset is applied by hand, because the viewer's zone is another.
          `${format.dateTime(eventTime + offsetMs(offset), "day", { timeZone: "UTC" })}, ${format.dateTime(
            eventTime + offsetMs(offset),
            "time",
            { timeZone: "UTC" },
          )}`,
    detail: ({ level, site, person, entryMode }) => {
      const entry = ENTRIES.find((mode) => mode === entryMode);
      return [
        level > 0 ? t("withContainer") : null,
        site,
        person && entry ? t("by", { person, entry: t(`entry.${entry}`) }) : null,
      ]
        .filter((part) => part !== null)
        .join(" · ");
    },
  });
  const byId = new Map(events.map((event) => [event.eventId as string, event]));
  return (
    <Section title={t("way")} lead={t("wayLead")}>
      <Lanes
        lanes={lanes}
        steps={steps}
        asideOf={({ key }) => {
          const event = byId.get(key);
          if (!event) return null;
          const level = levelOf(event, log);
          const label = <LogLevel level={level}>{t(`level.${level}`)}</LogLevel>;
          if (!pack || event.level > 0 || event.leafIndex === null) return label;
          const query = new URLSearchParams(pack).toString();
          return (
            <Link
              href={`/proof/${key}?${query}` as Route}
              className="link inline-flex min-h-11 items-center gap-2"
            >
              {label} · {t("proof")}
            </Link>
          );
        }}
      />
    </Section>
  );
}

/** "+01:00" in milliseconds. */
function offsetMs(offset: string | null): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
