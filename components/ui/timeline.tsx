import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type TimelineStep = {
  readonly key: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** Right of the title: a time, a proof level. */
  readonly aside?: ReactNode;
  /** A step known only as such, without its facts: an open dot. */
  readonly hidden?: boolean;
  readonly tone?: "plain" | "stopped" | "caution";
};

const DOT = {
  plain: "border-accent bg-accent",
  stopped: "rotate-45 rounded-none border-stop bg-stop",
  caution: "border-check bg-check",
} as const;

/** Steps down a line, oldest first unless the screen says otherwise. */
export function Timeline({ steps }: { readonly steps: readonly TimelineStep[] }) {
  return (
    <ol>
      {steps.map((step) => (
        <li
          key={step.key}
          className="relative pb-5 ps-7 before:absolute before:top-3 before:bottom-[-0.75rem] before:start-[5px] before:w-0.5 before:bg-line last:pb-0 last:before:hidden"
        >
          <span
            aria-hidden
            className={classNames(
              "absolute top-1.5 start-0 size-3 rounded-full border-2",
              step.hidden ? "border-edge bg-paper" : DOT[step.tone ?? "plain"],
            )}
          />
          <div className="flex flex-wrap items-baseline gap-x-4">
            <div className="font-semibold">{step.title}</div>
            {step.aside && <div className="ms-auto text-sm text-soft">{step.aside}</div>}
          </div>
          {step.detail && <div className="text-sm text-soft">{step.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
