"use client";

import { PackageCheck, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { Kbd } from "@/components/ui/kbd";
import { useKeySequence } from "@/components/ui/use-key-sequence";
import type { Closed } from "./bench";

type ClosedLineProps = {
  readonly closed: Closed;
  readonly busy: boolean;
  readonly onPrint: () => void;
  /** Null while another container is open. */
  readonly onReopen: (() => void) | null;
};

const PRINT = ["p"];

/** The container closed last: its number, and its label. */
export function ClosedLine({ closed, busy, onPrint, onReopen }: ClosedLineProps) {
  const t = useTranslations("packing.closed");
  useKeySequence(busy ? undefined : PRINT, onPrint);
  const { level, number, sscc, units, packs } = closed;
  return (
    <section role="status" className="sheet grid gap-4 p-5">
      <div className="flex items-start gap-4">
        <PackageCheck aria-hidden className="size-8 text-ok" />
        <div className="min-w-0">
          <p className="font-semibold text-lg">{number === null ? t("existing") : t(level, { number })}</p>
          <p className="text-soft">
            {level === "pallet" ? t("cases", { count: units, packs }) : t("packs", { count: packs })} ·{" "}
            <Code group={3} className="text-ink">
              {sscc}
            </Code>
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button busy={busy} icon={<Printer aria-hidden />} hint={<Kbd>P</Kbd>} onClick={onPrint}>
          {t("print")}
        </Button>
        {onReopen && (
          <Button variant="quiet" onClick={onReopen}>
            {t("reopen")}
          </Button>
        )}
      </div>
    </section>
  );
}
