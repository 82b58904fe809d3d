import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type ProofLimitsProps = { readonly proves: ReactNode; readonly doesNotProve: ReactNode };

/** Honest borders: what follows from the proof, and what does not. */
export function ProofLimits({ proves, doesNotProve }: ProofLimitsProps) {
  const t = useTranslations("proof");
  return (
    <div className="grid gap-x-7 gap-y-5 sm:grid-cols-2">
      <section>
        <h2 className="font-semibold">{t("proves")}</h2>
        <div className="mt-1.5 text-soft">{proves}</div>
      </section>
      <section>
        <h2 className="font-semibold">{t("doesNotProve")}</h2>
        <div className="mt-1.5 text-soft">{doesNotProve}</div>
      </section>
    </div>
  );
}
