import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import type { ProofFile } from "@/lib/core/proof/proof-file";
import type { TamperTarget } from "@/lib/core/proof/tamper";

const TARGETS: readonly TamperTarget[] = ["pack", "statement", "log", "checkpoint", "chain"];

type ChangeByteProps = {
  readonly proof: ProofFile;
  /** The part that is changed now. */
  readonly changed: TamperTarget | null;
  readonly onChange: (target: TamperTarget) => void;
};

/** Lets a person break the proof where they like, and see which step notices. */
export function ChangeByte({ proof, changed, onChange }: ChangeByteProps) {
  const t = useTranslations("proof-page.change");
  const title = useId();
  // Without an anchor there is nothing of the chain's to change.
  const targets = TARGETS.filter((target) => target !== "chain" || proof.anchors.length > 0);
  return (
    <section aria-labelledby={title} className="sheet mt-4 px-4.5 py-4.5" data-print="hide">
      <h2 id={title} className="font-semibold">
        {t("title")}
      </h2>
      <p className="mb-4 text-sm text-soft">{t("lead")}</p>
      <div className="flex flex-wrap gap-2.5">
        {targets.map((target) => (
          <Button key={target} aria-pressed={target === changed} onClick={() => onChange(target)}>
            {t(`target.${target}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
