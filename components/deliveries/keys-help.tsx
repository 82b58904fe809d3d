"use client";

import { ScanLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

/** U, G and ? as the dock stations use them. */
export type StationKey = "undo" | "go" | "all";
const KEY: Record<StationKey, string> = { undo: "U", go: "G", all: "?" };

/** The keys that work now, in one line; the last opens the list, by key or by press. */
export function KeysLine({ onAll, canUndo }: { readonly onAll: () => void; readonly canUndo: boolean }) {
  const t = useTranslations("deliveries.keys");
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {canUndo && (
        <span>
          <Kbd>{KEY.undo}</Kbd> {t("undo")}
        </span>
      )}
      <button type="button" onClick={onAll} className="link -my-2.5 min-h-11 text-soft">
        <Kbd>{KEY.all}</Kbd> {t("all")}
      </button>
    </p>
  );
}

/** Every key of the station. */
export function KeysDialog({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("deliveries.keys");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} lead={t("lead")}>
      <ul className="grid gap-3">
        <li className="flex items-center gap-3">
          <ScanLine aria-hidden className="size-6 text-accent" /> {t("scan")}
        </li>
        {(["undo", "go", "all"] as const).map((key) => (
          <li key={key} className="flex items-center gap-3">
            <Kbd>{KEY[key]}</Kbd> {t(key)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
