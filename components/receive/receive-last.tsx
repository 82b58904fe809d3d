"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { KeptScan } from "@/components/deliveries/kept-scan";
import { shortCode } from "@/components/deliveries/link-parts";
import { LastScan } from "@/components/scan/last-scan";
import { Code } from "@/components/ui/code";
import type { Definition } from "@/components/ui/definition-list";
import type { VerdictKind } from "@/components/verdict/kind";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { readScan } from "@/lib/core/gs1/scan";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";
import { type Answer, type Arrival, containerOf, type Placed } from "./arrival";

type ReceiveLastProps = {
  readonly arrival: Arrival;
  readonly last: KeptScan | null;
  readonly answer: Answer | null;
  /** A code that names no unit or can't be read; shown instead, until the next scan. */
  readonly stray: Scan | null;
  readonly foot: ReactNode;
};

/** What was scanned last and what it means for this delivery. */
export function ReceiveLast({ arrival, last, answer, stray, foot }: ReceiveLastProps) {
  const t = useTranslations("receive");
  if (stray) return <Stray scan={stray} foot={foot} />;
  if (last === null || answer === null) {
    return <LastScan scan={null} title={t("answer.none")} sub={t("answer.noneSub")} foot={foot} />;
  }
  return (
    <LastScan
      scan={last}
      shape={<VerdictShape kind={SHAPE[answer.kind]} className="size-16 sm:size-28" on="var(--paper)" />}
      title={<Title answer={answer} />}
      sub={<Sub answer={answer} />}
      facts={"placed" in answer && answer.placed ? factsOf(answer.placed) : []}
      foot={foot}
    />
  );

  function factsOf(placed: Placed): readonly Definition[] {
    const container = containerOf(arrival, placed.unit.id);
    const inside: readonly Definition[] = container
      ? [
          {
            label: t(container.level === "pallet" ? "facts.pallet" : "facts.case"),
            value: (
              <>
                {t("facts.place", { position: container.position, of: container.of })} ·{" "}
                <span className="font-mono">{shortCode(container.unit.id)}</span>
              </>
            ),
          },
        ]
      : [];
    if (placed.level === "pack") return inside;
    const { product, batch, packs } = placed.unit;
    return [
      { label: t("facts.holds"), value: t("sub.packs", { count: packs }) },
      ...(product ? [{ label: t("facts.product"), value: product }] : []),
      ...(batch ? [{ label: t("facts.batch"), value: <Code group={0}>{batch}</Code> }] : []),
      ...inside,
    ];
  }
}

const SHAPE: Record<Answer["kind"], VerdictKind> = {
  expected: "verified",
  problem: "stop",
  duplicate: "check",
  "not-announced": "check",
};

function Title({ answer }: { readonly answer: Answer }) {
  const t = useTranslations("receive.answer");
  switch (answer.kind) {
    case "not-announced":
      return t("notAnnounced");
    default:
      return t(answer.kind);
  }
}

function Sub({ answer }: { readonly answer: Answer }) {
  const t = useTranslations("receive.sub");
  const reasons = useTranslations("deliveries.reason");
  switch (answer.kind) {
    case "expected": {
      const { unit, level } = answer.placed;
      if (level === "pack") return unit.product;
      return answer.counted === 0 ? t("nothingNew") : t("counted", { count: answer.counted });
    }
    case "problem": {
      const { problem, placed } = answer;
      const reason = reasons(problem.reason);
      return placed.level === "pack"
        ? t("problem", { what: placed.unit.product ?? problem.batch, reason })
        : t("problemOfLine", { count: problem.count, batch: problem.batch, reason });
    }
    case "duplicate":
      return t("duplicate");
    case "not-announced":
      return t("notAnnounced");
  }
}

/** A code that can't be used says itself what is wrong; one that names no unit says what to scan instead. */
function Stray({ scan, foot }: { readonly scan: Scan; readonly foot: ReactNode }) {
  const t = useTranslations("receive");
  const { kind } = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
  const shape = <VerdictShape kind="check" className="size-16 sm:size-28" on="var(--paper)" />;
  if (kind === "unreadable") return <LastScan scan={scan} shape={shape} foot={foot} />;
  const which = kind === "product" ? "noSerial" : "notUnit";
  return (
    <LastScan scan={scan} shape={shape} title={t(`answer.${which}`)} sub={t(`sub.${which}`)} foot={foot} />
  );
}
