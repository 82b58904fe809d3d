"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { saveText } from "@/components/batches/save-text";
import { Button } from "@/components/ui/button";

/** The board as a table: what stands on the page, as it stands there. */
export function ExportCsv({ name, text }: { readonly name: string; readonly text: string }) {
  const t = useTranslations("recalls.board");
  return (
    <Button icon={<Download aria-hidden />} onClick={() => saveText(name, text)}>
      {t("export")}
    </Button>
  );
}
