import { useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { readScan } from "@/lib/core/gs1/scan";

/** Which pack the proof is about, to compare with the box. */
export function ProofPack({ link }: { readonly link: string }) {
  const t = useTranslations("proof-page");
  // A link without expiry needs no century: any day will do.
  const reading = readScan(link, { today: "2000-01-01" });
  return (
    <p className="-mt-4 mb-6 flex flex-wrap items-baseline gap-x-3">
      <span className="text-soft">{t("pack")}</span>
      {reading.kind === "pack" ? (
        <>
          <Code strong>{reading.pack.serial}</Code>
          <span className="text-sm text-soft">{t("product", { gtin: reading.pack.gtin })}</span>
        </>
      ) : (
        <Code group={0}>{link}</Code>
      )}
    </p>
  );
}
