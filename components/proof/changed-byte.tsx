import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Tampered } from "@/lib/core/proof/tamper";
import { changedPart } from "./changed-part";

type ChangedByteProps = { readonly changed: Tampered; readonly onBack: () => void };

/** What was changed, above the step that noticed, and the way back. */
export function ChangedByte({ changed, onBack }: ChangedByteProps) {
  const t = useTranslations("proof-page.change");
  const part = changedPart(changed.before, changed.after);
  const rows = [
    { label: t("was"), text: part.before },
    { label: t("is"), text: part.after },
  ];
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-4 rounded-md border border-line bg-fill px-4 py-3.5">
      <div className="min-w-0">
        <p className="font-semibold">{t("changed", { field: changed.field })}</p>
        <dl className="mt-1 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1 text-sm">
          {rows.map(({ label, text: [before, middle, after] }) => (
            <div key={label} className="contents">
              <dt className="text-soft">{label}</dt>
              <dd>
                <code className="break-all">
                  {before}
                  <mark className="bg-transparent font-bold text-ink underline decoration-2 underline-offset-4">
                    {middle}
                  </mark>
                  {after}
                </code>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <Button variant="primary" icon={<Undo2 aria-hidden />} onClick={onBack}>
        {t("back")}
      </Button>
    </div>
  );
}
