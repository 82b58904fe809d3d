"use client";

import { useTranslations } from "next-intl";
import { LastScan } from "@/components/scan/last-scan";
import { Button } from "@/components/ui/button";
import type { VerdictKind } from "@/components/verdict/kind";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { readScan } from "@/lib/core/gs1/scan";
import { localDay } from "@/lib/scan/local-day";
import type { StartAnswer } from "./use-start";

const SHAPE: Record<Exclude<StartAnswer["kind"], "asking">, VerdictKind> = {
  unusable: "check",
  none: "check",
  here: "check",
  "first-seen": "check",
  missing: "check",
  counted: "verified",
  found: "verified",
  refused: "cannot-tell",
};

type StartViewProps = {
  readonly answer: StartAnswer;
  readonly onSettle: (answer: Extract<StartAnswer, { link: string }>) => void;
};

/** What was scanned before any delivery was open, and the one thing to do about it. */
export function StartView({ answer, onSettle }: StartViewProps) {
  const t = useTranslations("receive");
  const { scan } = answer;
  if (answer.kind === "asking") return <LastScan scan={scan} title={t("start.looking")} />;
  const shape = <VerdictShape kind={SHAPE[answer.kind]} className="size-16 sm:size-28" on="var(--paper)" />;
  switch (answer.kind) {
    case "unusable": {
      const { kind } = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
      if (kind === "unreadable") return <LastScan scan={scan} shape={shape} />;
      const which = kind === "product" ? "noSerial" : "notUnit";
      return <LastScan scan={scan} shape={shape} title={t(`answer.${which}`)} sub={t(`sub.${which}`)} />;
    }
    case "refused":
      return (
        <LastScan
          scan={scan}
          shape={shape}
          title={t("start.unanswered")}
          sub={`${answer.refusal.message} ${answer.refusal.next}`}
        />
      );
    case "first-seen":
    case "missing":
      return (
        <LastScan
          scan={scan}
          shape={shape}
          title={t(`start.${answer.kind}.title`)}
          sub={t(`start.${answer.kind}.sub`)}
          foot={
            <Button size="big" variant="primary" onClick={() => onSettle(answer)}>
              {t(`start.${answer.kind}.action`)}
            </Button>
          }
        />
      );
    case "found":
      return (
        <LastScan
          scan={scan}
          shape={shape}
          title={t("start.found.title")}
          sub={t("start.found.sub", { advice: answer.advice })}
        />
      );
    default:
      return (
        <LastScan
          scan={scan}
          shape={shape}
          title={t(`start.${answer.kind}.title`)}
          sub={t(`start.${answer.kind}.sub`)}
        />
      );
  }
}
