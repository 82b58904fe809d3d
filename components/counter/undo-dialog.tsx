"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Code } from "@/components/ui/code";
import { Dialog } from "@/components/ui/dialog";

type UndoDialogProps = {
  readonly pack: { readonly gtin: string; readonly serial: string; readonly name: string } | null;
  readonly onClose: () => void;
  readonly onUndo: (gtin: string, serial: string) => Promise<boolean>;
};

/** Undoing is a declaration: the pack never left these hands. The box must be ticked, never pre-ticked. */
export function UndoDialog({ pack, onClose, onUndo }: UndoDialogProps) {
  const t = useTranslations("counter.undoDialog");
  const [declared, setDeclared] = useState(false);
  const [busy, setBusy] = useState(false);

  function close() {
    setDeclared(false);
    onClose();
  }

  async function confirm() {
    if (!pack) return;
    setBusy(true);
    await onUndo(pack.gtin, pack.serial);
    setBusy(false);
    // Refused or done, the answer stands on the screen behind.
    close();
  }

  return (
    <Dialog
      open={pack !== null}
      onOpenChange={(open) => !open && close()}
      title={t("title")}
      actions={
        <>
          <Button onClick={close}>{t("cancel")}</Button>
          <Button variant="primary" busy={busy} unavailable={!declared} onClick={() => void confirm()}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {pack && (
          <p>
            {pack.name} <Code>{pack.serial}</Code>
          </p>
        )}
        <p className="text-soft">{t("body")}</p>
        <Checkbox
          label={t("declare")}
          checked={declared}
          onChange={(event) => setDeclared(event.target.checked)}
        />
      </div>
    </Dialog>
  );
}
