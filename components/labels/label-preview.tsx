"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { LabelFormat } from "./label-formats";
import { type PackLabelFacts, packCode, packLines } from "./pack-code";
import { PackLabel, type PackLabelText } from "./pack-label";
import { Ruler } from "./ruler";
import { type LabelSymbol, labelSymbol } from "./symbol";

type LabelPreviewProps = {
  readonly facts: PackLabelFacts;
  readonly text: PackLabelText;
  readonly format: LabelFormat;
};

/** The label as it will be printed, and a line to hold a ruler to. */
export function LabelPreview({ facts, text, format }: LabelPreviewProps) {
  const t = useTranslations("labels.preview");
  const symbol = useSymbol(packCode(facts));
  return (
    <figure
      aria-label={t("caption", { lines: packLines(facts).join(" ") })}
      className="grid justify-items-start gap-5 overflow-x-auto"
    >
      {/* Not larger than real: on a narrow phone it is scrolled, never scaled. */}
      <div className="border border-edge">
        <PackLabel facts={facts} text={text} format={format} symbol={symbol} />
      </div>
      <figcaption className="text-sm text-soft">
        <Ruler length={50} label={t("rulerLabel")} />
        <span className="mt-1 block">{t("ruler")}</span>
      </figcaption>
    </figure>
  );
}

/** Null until it is drawn; the one before stays while the next is drawn, so that nothing flickers. */
export function useSymbol(raw: string): LabelSymbol | null {
  const [symbol, setSymbol] = useState<LabelSymbol | null>(null);
  useEffect(() => {
    let current = true;
    labelSymbol(raw).then(
      (drawn) => current && setSymbol(drawn),
      () => current && setSymbol(null),
    );
    return () => {
      current = false;
    };
  }, [raw]);
  return symbol;
}
