import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

/** A line for a terminal, with a button that copies it. Where a page may not copy, it can still be selected. */
export function CommandLine({ children }: { readonly children: string }) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(children);
      setCopied(true);
    } catch {
      // No https or no permission: the text stays selectable, and the button does not claim to have copied.
      setCopied(false);
    }
  }

  return (
    <div className="flex items-center gap-2 rounded-md border border-line bg-fill ps-3.5 pe-1">
      <code className="min-w-0 flex-1 wrap-anywhere select-all py-2.5 text-sm">{children}</code>
      <IconButton
        label={copied ? t("copied") : t("copy")}
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={() => void copy()}
      />
    </div>
  );
}
