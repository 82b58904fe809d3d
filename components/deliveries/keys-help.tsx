"use client";

import { ScanLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

type KeysLineProps = {
  /** Null: nothing to undo. */
  readonly onUndo: (() => void) | null;
  readonly onAll: () => void;
};

const look = "-my-2 inline-flex min-h-11 items-center gap-2 underline-offset-4 hover:underline";

/** The keys that work now. Each is a button too: a phone has no keys. */
export function KeysLine({ onUndo, onAll }: KeysLineProps) {
  const t = useTranslations("deliveries.keys");
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      {onUndo && (
        <button type="button" onClick={onUndo} className={look}>
          <Kbd>U</Kbd> {t("undo")}
        </button>
      )}
      <button type="button" onClick={onAll} className={look}>
        <Kbd>?</Kbd> {t("all")}
      </button>
    </div>
  );
}

const KEYS = [
  ["U", "undo"],
  ["G", "go"],
  ["?", "all"],
] as const;

type KeysDialogProps = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void };

/** Every key of the station. */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const t = useTranslations("deliveries.keys");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} lead={t("lead")}>
      <ul className="grid gap-3">
        <li className="flex items-center gap-3">
          <ScanLine aria-hidden className="size-6 text-accent" /> {t("scan")}
        </li>
        {KEYS.map(([key, word]) => (
          <li key={key} className="flex items-center gap-3">
            <Kbd>{key}</Kbd> {t(word)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
