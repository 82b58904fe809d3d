"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { shortCode } from "@/components/deliveries/link-parts";
import { LastScan } from "@/components/scan/last-scan";
import { Button } from "@/components/ui/button";
import type { VerdictKind } from "@/components/verdict/kind";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { readScan } from "@/lib/core/gs1/scan";
import { localDay } from "@/lib/scan/local-day";
import {
  type Bench,
  type CaseSizes,
  type Closed,
  contentOf,
  type Fit,
  numberOf,
  packsIn,
  sizeOf,
} from "./bench";
import type { Last } from "./last";
import type { Packing } from "./use-packing";

type PackLastProps = {
  readonly packing: Packing;
  readonly sizes: CaseSizes;
  /** Keys that work now. */
  readonly foot: ReactNode;
};

const shape = (kind: VerdictKind) => (
  <VerdictShape kind={kind} className="size-16 sm:size-28" on="var(--paper)" />
);

/** What was scanned last, whether it is in, and what to do when it is not. */
export function PackLast({ packing, sizes, foot }: PackLastProps) {
  const t = useTranslations("packing");
  const { last, bench } = packing;
  if (last === null) {
    const newest = bench.units.at(-1);
    // After a reload the newest of the open container stands in the place of the last scan.
    return newest ? (
      <LastScan scan={newest} shape={shape("verified")} title={added(bench)} sub={count()} foot={foot} />
    ) : (
      <LastScan scan={null} title={t("answer.none")} sub={t("answer.noneSub")} foot={foot} />
    );
  }
  const { scan } = last;
  const answer = (kind: VerdictKind, title: string, sub: string | null, action?: ReactNode) => (
    <LastScan
      scan={scan}
      shape={shape(kind)}
      title={title}
      sub={sub}
      foot={
        <div className="grid justify-items-start gap-6 text-base text-ink">
          {action}
          <div className="text-sm text-soft">{foot}</div>
        </div>
      }
    />
  );
  switch (last.kind) {
    case "asking":
      return <LastScan scan={scan} title={t("answer.asking")} foot={foot} />;
    case "failed":
      return answer(
        "cannot-tell",
        last.refusal.message,
        t("sub.notAdded", { next: last.refusal.next }),
        <Button size="big" onClick={() => packing.scan(scan)}>
          {t("do.retry")}
        </Button>,
      );
    case "unusable": {
      const { kind } = readScan(scan.raw, { today: localDay(new Date(scan.at)) });
      if (kind === "unreadable") return <LastScan scan={scan} shape={shape("check")} foot={foot} />;
      const which = kind === "product" ? "noSerial" : "notUnit";
      return answer("check", t(`answer.${which}`), t(`sub.${which}`));
    }
    case "out":
      return answer(
        "verified",
        t("answer.out"),
        last.parentLink === null ? t("sub.outOpen") : t("sub.out", { container: shortCode(last.parentLink) }),
      );
    case "loose": {
      const { unit } = last;
      const holds = unit.kind === "sscc" && (unit.packs ?? 0) > 0;
      return answer(
        "check",
        t("answer.loose"),
        t(unit.kind === "sscc" ? "sub.looseCase" : "sub.loose"),
        holds && (
          <Button size="big" onClick={() => void packing.empty(scan, unit)}>
            {t("do.empty", { count: unit.packs ?? 0 })}
          </Button>
        ),
      );
    }
    case "fit":
      return fitted(last, last.fit);
  }

  function added({ level }: Bench): string {
    const number = numberOf(bench);
    if (bench.parent !== null) return t("answer.add");
    return t(level === "case" ? "answer.addCase" : "answer.addPallet", { number });
  }

  /** How full it is, where the eyes are: on a phone the large count is further down. */
  function count(): string {
    const [packs, size] = [packsIn(bench), sizeOf(bench, sizes)];
    if (bench.level === "pallet") return t("sub.addedCases", { count: bench.units.length, packs });
    const product = contentOf(bench).product ?? t("sub.several");
    return size === null
      ? t("sub.added", { count: packs, product })
      : t("sub.addedOf", { count: packs, size, product });
  }

  function closedWords({ level, number }: Closed): string {
    return number === null ? t("closed.existing") : t(`closed.${level}`, { number });
  }

  function fitted({ unit }: Extract<Last, { kind: "fit" }>, fit: Fit) {
    const pallet = bench.level === "pallet";
    switch (fit.kind) {
      case "add": {
        const { closed } = bench;
        // The container that it filled is closed already: then it is not in the open one.
        return bench.units.some(({ link }) => link === fit.unit.link) || closed === null
          ? answer("verified", added(bench), count())
          : answer("verified", closedWords(closed), t("closed.packs", { count: closed.packs }));
      }
      case "parent":
        return answer("verified", t("answer.parent"), t("sub.parent", { packs: fit.parent.packs }));
      case "duplicate":
        return answer(
          "check",
          t("answer.duplicate"),
          t("sub.duplicate"),
          bench.units.some(({ link }) => link === unit.link) && (
            <Button onClick={() => packing.remove(unit.link)}>{t("do.remove")}</Button>
          ),
        );
      case "inside":
        return answer("check", t("answer.inside"), t("sub.inside"));
      case "elsewhere-packed":
        return answer(
          "check",
          t(pallet ? "answer.elsewherePallet" : "answer.elsewhere"),
          t("sub.elsewhere", { container: shortCode(fit.parentLink) }),
          <Button size="big" onClick={() => void packing.move(scan, unit)}>
            {t("do.move")}
          </Button>,
        );
      case "other-batch": {
        const open = contentOf(bench);
        const sameProduct = open.product === fit.product;
        return sameProduct
          ? answer(
              "check",
              t("answer.otherBatch"),
              t("sub.otherBatch", { batch: fit.batch ?? "", open: open.batch ?? "" }),
            )
          : answer(
              "check",
              t("answer.otherProduct"),
              t("sub.otherProduct", { product: fit.product ?? "", open: open.product ?? "" }),
            );
      }
      case "away":
        return answer("check", t("answer.away"), t(`sub.${fit.standing}`));
      case "gone":
        return answer("stop", t("answer.gone"), t("sub.gone"));
      case "full":
        return answer("check", t("answer.full"), t("sub.full"));
      case "other-level":
        return answer(
          "check",
          t(pallet ? "answer.levelPallet" : "answer.levelCase"),
          t(pallet ? "sub.levelPallet" : "sub.levelCase"),
        );
      case "unknown":
        return answer("check", t("answer.unknown"), t("sub.unknown"));
    }
  }
}
