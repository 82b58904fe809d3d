"use client";

import { Boxes, Printer } from "lucide-react";
import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { dayWords } from "@/components/batches/expiry-words";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Code } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table } from "@/components/ui/table";
import type { BatchSerial } from "@/lib/operations/desk-ports";
import { CaseLabel, type CaseLabelText } from "./case-label";
import { CasePages } from "./case-pages";
import { useSymbol } from "./label-preview";
import { caseCode } from "./pack-code";
import { labelSymbols } from "./symbol";
import { type CaseOfBatch, useCases } from "./use-cases";
import { usePrint } from "./use-print";

type CaseLabelsProps = {
  readonly packs: readonly BatchSerial[];
  /** What is the same on every label of this site. */
  readonly text: Pick<CaseLabelText, "from" | "badge">;
};

/** Labels of the cases that packs of this batch stand in: for those that got lost or torn. */
export function CaseLabels({ packs, text }: CaseLabelsProps) {
  const t = useTranslations("labels.cases");
  const format = useFormatter();
  const { found, refusal } = useCases(packs);
  const { outlet, print } = usePrint();
  const [busy, setBusy] = useState(false);
  const textOf = ({ packs: ofBatch, whole }: CaseOfBatch): CaseLabelText => ({
    ...text,
    count: t("count", { count: whole.packs ?? ofBatch }),
    product: whole.product,
    facts:
      whole.batch === null || whole.lastValidDay === null
        ? []
        : [
            { label: t("batch"), value: whole.batch },
            { label: t("expiry"), value: dayWords(whole.lastValidDay, format) },
          ],
  });

  async function printAll(cases: readonly CaseOfBatch[]) {
    setBusy(true);
    const symbols = await labelSymbols(
      cases.map(({ sscc }) => caseCode(sscc)),
      () => {},
    );
    const labels = cases.flatMap((each, i) => {
      const symbol = symbols[i];
      return symbol ? [{ sscc: each.sscc, text: textOf(each), symbol }] : [];
    });
    await print(<CasePages labels={labels} />);
    setBusy(false);
  }

  if (refusal) {
    return (
      <Notice tone="caution" title={refusal.message}>
        {refusal.next}
      </Notice>
    );
  }
  if (found === null) return <SkeletonRows rows={8} />;
  const [first] = found.cases;
  if (!first) {
    return (
      <EmptyState
        ruled
        icon={<Boxes aria-hidden />}
        title={t(found.away > 0 ? "gone" : "none")}
        action={found.away === 0 && <ButtonLink href={"/pack" as Route}>{t("open")}</ButtonLink>}
      >
        {found.away > 0 ? t("away", { count: found.away }) : t("noneBody")}
      </EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid content-start gap-5">
        <p className="max-w-measure text-soft">{t("lead")}</p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            variant="primary"
            icon={<Printer aria-hidden />}
            busy={busy}
            onClick={() => void printAll(found.cases)}
          >
            {t("printAll", { count: found.cases.length })}
          </Button>
          <span className="text-sm text-soft">{t("format")}</span>
        </div>
        <Table
          caption={t("caption")}
          rows={found.cases}
          keyOf={({ sscc }) => sscc}
          columns={[
            { key: "sscc", header: t("sscc"), cell: ({ sscc }) => <Code group={3}>{sscc}</Code> },
            {
              key: "packs",
              header: t("packs"),
              numeric: true,
              cell: ({ packs: count }) => format.number(count, "count"),
            },
            {
              key: "print",
              header: t("printOne"),
              action: true,
              cell: (row) => (
                <Button
                  className="-my-2"
                  aria-label={t("printOneOf", { sscc: row.sscc })}
                  onClick={() => void printAll([row])}
                >
                  {t("printOne")}
                </Button>
              ),
            },
          ]}
        />
        {found.away > 0 && <p className="text-sm text-soft">{t("away", { count: found.away })}</p>}
      </div>
      <CasePreview sscc={first.sscc} text={textOf(first)} title={t("preview")} />
      {outlet}
    </div>
  );
}

function CasePreview({
  sscc,
  text,
  title,
}: {
  readonly sscc: string;
  readonly text: CaseLabelText;
  readonly title: string;
}) {
  const symbol = useSymbol(caseCode(sscc));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone at its real size, so the keyboard must be able to scroll it.
    <figure aria-label={title} tabIndex={0} className="max-w-full overflow-x-auto">
      <div className="w-fit border border-edge">
        <CaseLabel sscc={sscc} text={text} symbol={symbol} />
      </div>
    </figure>
  );
}
