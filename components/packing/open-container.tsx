"use client";

import { useFormatter, useTranslations } from "next-intl";
import { linkParts } from "@/components/deliveries/link-parts";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { PackGrid } from "@/components/ui/pack-grid";
import type { PackCell } from "@/components/ui/pack-grid-layout";
import { BigCount } from "@/components/ui/progress-bar";
import { type Bench, type CaseSizes, contentOf, isEmpty, numberOf, packsIn, sizeOf } from "./bench";
import type { Packing } from "./use-packing";

type OpenContainerProps = {
  readonly packing: Packing;
  readonly sizes: CaseSizes;
};

/** Marks drawn: a pallet of hundreds of cases is a number, not a picture. */
const MOST_MARKS = 480;

/** "Case 7, 18 of 24", readable across a hall. */
export function OpenContainer({ packing, sizes }: OpenContainerProps) {
  const t = useTranslations("packing.open");
  const format = useFormatter();
  const { bench, mode } = packing;
  const size = sizeOf(bench, sizes);
  const packs = packsIn(bench);
  const pallet = bench.level === "pallet";
  const count = pallet ? bench.units.length : packs;
  const { product, batch } = contentOf(bench);
  return (
    <section className="grid gap-5" aria-label={title()}>
      <div>
        <h2 className="mb-1 font-bold text-2xl">{title()}</h2>
        <BigCount value={format.number(count, "count")} of={ofWords()} />
      </div>
      <Marks bench={bench} size={size} count={count} />
      <div className="grid min-h-[3.2em] content-start gap-1">
        {isEmpty(bench) ? (
          <p className="text-lg">{t(`nothing.${mode === "opening" ? "opening" : bench.level}`)}</p>
        ) : (
          <>
            <p className="text-lg">
              {product !== null && batch !== null ? t("content", { product, batch }) : t("mixed")}
            </p>
            <p className="text-sm text-soft">
              {t("number")}:{" "}
              {bench.parent ? <Code group={3}>{ssccOf(bench.parent.link)}</Code> : t("numberLater")}
            </p>
          </>
        )}
        {!pallet && product !== null && size === null && (
          <p className="text-sm">{t("noSize", { product })}</p>
        )}
      </div>
      {pallet && isEmpty(bench) && (
        <div>
          <Button onClick={() => packing.setMode(mode === "opening" ? "in" : "opening")}>
            {t(mode === "opening" ? "openPalletOff" : "openPallet")}
          </Button>
        </div>
      )}
    </section>
  );

  function title(): string {
    if (bench.parent !== null) return t("existing");
    return t(bench.level, { number: numberOf(bench) });
  }

  function ofWords(): string {
    if (pallet) return t("cases", { count, packs });
    return size === null ? t("packs", { count }) : t("ofPacks", { size });
  }
}

function Marks({
  bench,
  size,
  count,
}: {
  readonly bench: Bench;
  readonly size: number | null;
  readonly count: number;
}) {
  const t = useTranslations("packing.open");
  const places = size === null ? count : Math.max(size, count);
  if (places === 0 || places > MOST_MARKS) return null;
  const cells: readonly PackCell[] = Array.from({ length: places }, (_, i) =>
    i < count ? "done" : "waiting",
  );
  const label =
    bench.level === "pallet"
      ? t("gridPallet", { count })
      : size === null
        ? t("gridLoose", { count })
        : t("gridCase", { count, size });
  return <PackGrid cells={cells} label={label} perCase={size ?? 10} />;
}

const ssccOf = (link: string): string => {
  const parts = linkParts(link);
  return parts?.kind === "container" ? parts.sscc : link;
};
