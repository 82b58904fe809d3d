"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { CodeDrawing } from "./code-drawing";

/** A code of the demo world that can be pressed instead of scanned. */
export type TrayCode = {
  readonly label: ReactNode;
  /** As a scanner would send it: "]d2…", "]C1…", or without identifier. */
  readonly raw: string;
  readonly description?: ReactNode;
};

type ScanTrayProps = {
  readonly codes: readonly TrayCode[];
  readonly onPick: (code: TrayCode) => void;
};

/** Rows of demo codes. */
export function ScanTray({ codes, onPick }: ScanTrayProps) {
  const t = useTranslations("scan.tray");
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="font-semibold">
        {t("title")}
      </h3>
      <p className="mb-3 text-sm text-soft">{t("lead")}</p>
      <ul className="sheet max-h-104 divide-y divide-line overflow-y-auto overscroll-contain">
        {codes.map((code) => (
          <li key={code.raw}>
            <button
              type="button"
              onClick={() => onPick(code)}
              className="flex min-h-16 w-full items-center gap-4 px-3.5 py-2.5 text-left -outline-offset-3 transition-colors hover:bg-fill"
            >
              <CodeDrawing raw={code.raw} />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{code.label}</span>
                {code.description && <span className="block text-sm text-soft">{code.description}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
