"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { ProductFacts, VerdictKind } from "@/components/verdict/kind";
import { NeutralLine } from "@/components/verdict/neutral-line";
import { VerdictPanel } from "@/components/verdict/verdict-panel";
import type { VerdictKind as CoreKind } from "@/lib/core/verdict/reason";
import type { Verified } from "@/lib/operations/verify-pack";
import { nameOf } from "./use-counter";
import { useReasonWords } from "./use-reason-words";

const KIND: Record<CoreKind, VerdictKind | "neutral"> = {
  VERIFIED: "verified",
  STOP: "stop",
  CHECK: "check",
  CANNOT_TELL: "cannot-tell",
  NEUTRAL: "neutral",
};
const WORD = { verified: "verified", stop: "stop", check: "check", "cannot-tell": "cannotTell" } as const;

export const kindOf = ({ verdict }: Verified): VerdictKind | "neutral" => KIND[verdict.kind];

/** One verdict, as large as the screen allows. */
export function AnswerView({ answer, timeZone }: { readonly answer: Verified; readonly timeZone: string }) {
  const t = useTranslations("verdict");
  const counter = useTranslations("counter");
  const format = useFormatter();
  const words = useReasonWords();
  const product = useProductFacts(answer);
  const kind = kindOf(answer);
  const { verdict } = answer;
  if (kind === "neutral") {
    return (
      <NeutralLine
        title={words.reason(verdict.reason)}
        detail={counter(`detail.${verdict.action.code}`)}
        product={product}
      />
    );
  }
  return (
    <VerdictPanel
      kind={kind}
      word={t(WORD[kind])}
      reason={words.reason(verdict.reason)}
      detail={counter(
        `detail.${verdict.reason.code === "SUPPLIED_ELSEWHERE" ? "copy" : verdict.action.code}`,
      )}
      otherReasons={verdict.others.map(words.reason)}
      code={`${verdict.reason.code} · ${format.dateTime(answer.at, "second", { timeZone })}`}
      product={product}
    >
      {verdict.action.code === "COMPARE_PRINT" && (
        <Notice tone="caution" title={counter("compare.title")}>
          {counter("compare.body")}
        </Notice>
      )}
    </VerdictPanel>
  );
}

export function useProductFacts(answer: Verified): ProductFacts {
  const format = useFormatter();
  const { product, pack } = answer;
  return {
    name: product ? nameOf(answer) : pack.gtin,
    form: product ? `${product.form} · ${product.packSize}` : undefined,
    batch: pack.batch ?? undefined,
    expiry:
      pack.expiry === null
        ? undefined
        : format.dateTime(new Date(`${pack.expiry}T12:00:00Z`), "day", { timeZone: "UTC" }),
    serial: pack.serial,
  };
}
