import { useTranslations } from "next-intl";
import { firstSentence } from "@/components/public/first-sentence";
import { Logo } from "@/components/ui/logo";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { RecallDepth } from "@/lib/core/pack/axes";

type PatientPreviewProps = {
  readonly depth: RecallDepth;
  /** Null: the default text. */
  readonly text: string | null;
  readonly product: string;
  readonly batch: string;
};

/** The page that a patient's phone will show, small: the same words in the same order. */
export function PatientPreview({ depth, text, product, batch }: PatientPreviewProps) {
  const page = useTranslations("pack-page");
  const answer = useTranslations("public-verdict.answer");
  const code = depth === "patient" ? "RECALLED_PATIENT" : "RECALLED_TRADE";
  const ours = firstSentence(answer(code));
  const own = depth === "patient" ? text?.trim() : undefined;
  return (
    <div
      className="mx-auto w-full max-w-72 rounded-md border-4 border-edge bg-paper px-4 pt-3 pb-5"
      dir="auto"
    >
      <div className="text-sm">
        <Logo />
      </div>
      <div className="mt-4 grid justify-items-center gap-3 text-center">
        <VerdictShape kind="check" className="size-14" on="var(--paper)" />
        <p className="font-bold text-lg">{own ? page("recalled") : ours.title}</p>
        <p className="whitespace-pre-line break-words">{own ? own : ours.rest}</p>
      </div>
      <div className="sheet mt-4 px-3 py-2.5 text-sm">
        <p className="font-semibold">{product}</p>
        <p className="font-mono">{batch}</p>
      </div>
    </div>
  );
}
