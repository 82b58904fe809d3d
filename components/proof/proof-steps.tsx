import { ChevronDown, LoaderCircle, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { VerdictShape } from "@/components/verdict/verdict-shape";

export type ProofStepState = boolean | "not-checked" | "running";

export type ProofDetail = {
  readonly label: string;
  readonly value: string;
  /** Words rather than a number: shown line by line instead of in groups. */
  readonly text?: boolean;
};

export type ProofStep = {
  readonly id: string;
  readonly held: ProofStepState;
  /** What the step shows when it holds: "The entry is in the log". */
  readonly sentence: string;
  /** How, in a line: "leaf 48,213 of 51,976 · 16 steps to the root". When broken: what differs. */
  readonly note?: string;
  /** The bytes behind it, shown whole. */
  readonly details: readonly ProofDetail[];
};

/**
 * The steps of a proof in order, each open to its bytes. A line joins the steps that hold; where one fails
 * the line is broken, and what comes after it hangs on nothing.
 */
export function ProofSteps({ steps }: { readonly steps: readonly ProofStep[] }) {
  const t = useTranslations("proof");
  return (
    <ol aria-label={t("steps")} className="border-line border-t">
      {steps.map((step, index) => {
        const broken = step.held === false;
        const joined = step.held === true && steps[index + 1]?.held === true;
        return (
          <li
            key={step.id}
            className={`relative border-line border-b ${broken ? "-mx-3 rounded-md border-transparent bg-stop-fill px-3" : ""}`}
            data-held={String(step.held)}
          >
            {joined && (
              <span
                aria-hidden
                className="absolute top-9.5 -bottom-9.5 start-3.5 w-0.5 -translate-x-1/2 bg-ok"
              />
            )}
            <details className="group">
              <summary className="flex list-none items-start gap-4 py-4 sm:gap-4.5">
                <StepSign state={step.held} />
                <span className="flex min-h-11 min-w-0 flex-1 flex-col justify-center">
                  <span className={broken ? "font-semibold text-stop-ink" : "font-semibold"}>
                    {step.sentence}
                  </span>
                  {step.note && <span className="text-sm text-soft">{step.note}</span>}
                </span>
                <span className="flex min-h-11 items-center gap-4">
                  <StateWord state={step.held} />
                  <ChevronDown
                    aria-hidden
                    className="size-5 text-soft transition-transform group-open:rotate-180"
                  />
                </span>
              </summary>
              <dl className="grid gap-3 pb-5 ps-11 sm:ps-11.5">
                {step.details.map((detail) => (
                  <div key={`${detail.label} ${detail.value}`}>
                    <dt className="text-sm text-soft">{detail.label}</dt>
                    <dd className="whitespace-pre-line text-sm">
                      <Code group={detail.text ? 0 : 8}>{detail.value}</Code>
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        );
      })}
    </ol>
  );
}

/** Above the line that joins the signs, on the height of a two-line sentence. */
const SIGN = "relative mt-2 size-7 flex-none";

function StepSign({ state }: { readonly state: ProofStepState }) {
  if (state === true) return <VerdictShape kind="verified" className={SIGN} on="var(--paper)" />;
  if (state === false) return <VerdictShape kind="stop" className={SIGN} on="var(--stop-fill)" />;
  if (state === "running") return <LoaderCircle aria-hidden className={`${SIGN} animate-spin text-accent`} />;
  return (
    <span
      className={`${SIGN} grid place-items-center rounded-full border border-edge border-dashed text-soft`}
    >
      <Minus aria-hidden className="size-4" />
    </span>
  );
}

function StateWord({ state }: { readonly state: ProofStepState }) {
  const t = useTranslations("proof");
  if (state === true) return <span className="text-sm text-soft max-sm:sr-only">{t("held")}</span>;
  if (state === false)
    return <span className="font-semibold text-sm text-stop-ink max-sm:sr-only">{t("broken")}</span>;
  return (
    <span className="text-sm text-soft max-sm:sr-only">
      {state === "running" ? t("running") : t("notChecked")}
    </span>
  );
}
