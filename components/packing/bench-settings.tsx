"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/text-field";
import { type CaseSizes, contentOf, sizeOf } from "./bench";
import type { Packing } from "./use-packing";

type BenchSettingsProps = { readonly packing: Packing; readonly sizes: CaseSizes };

/** How this device packs. */
export function BenchSettings({ packing, sizes }: BenchSettingsProps) {
  const t = useTranslations("packing.settings");
  const { bench, change } = packing;
  const { product } = contentOf(bench);
  return (
    <details className="border-line border-y">
      <summary className="flex min-h-11 items-center gap-2 py-2 font-semibold">
        <ChevronDown aria-hidden className="size-5 text-soft" />
        {t("title")}
      </summary>
      <div className="grid gap-3 pt-1 pb-4">
        {bench.level === "case" && product !== null && (
          <SizeField
            key={product}
            product={product}
            size={sizeOf(bench, sizes)}
            onSize={(size) =>
              change((before) => ({ ...before, sizes: { ...before.sizes, [product]: size } }))
            }
          />
        )}
        {bench.level === "case" && (
          <Checkbox
            label={t("mixed")}
            hint={t("mixedHint")}
            checked={bench.mixed}
            onChange={({ target }) => change((before) => ({ ...before, mixed: target.checked }))}
          />
        )}
        <Checkbox
          label={t("printAtOnce")}
          hint={t("printAtOnceHint")}
          checked={bench.printAtOnce}
          onChange={({ target }) => change((before) => ({ ...before, printAtOnce: target.checked }))}
        />
      </div>
    </details>
  );
}

type SizeFieldProps = {
  readonly product: string;
  readonly size: number | null;
  readonly onSize: (size: number) => void;
};

/** Kept as typed until it is a number: a size must not jump to 2 on the way to 24. */
function SizeField({ product, size, onSize }: SizeFieldProps) {
  const t = useTranslations("packing.settings");
  const [typed, setTyped] = useState(size === null ? "" : String(size));
  const [wrong, setWrong] = useState(false);
  const valid = /^[1-9]\d{0,2}$|^1000$/.test(typed);
  return (
    <TextField
      label={t("size")}
      hint={t("sizeHint", { product })}
      inputMode="numeric"
      autoComplete="off"
      className="max-w-28"
      value={typed}
      error={wrong && !valid ? t("sizeFault") : undefined}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => {
        setWrong(!valid);
        if (valid) onSize(Number(typed));
      }}
    />
  );
}
