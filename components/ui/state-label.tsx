import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** `live` is green and means "alive now"; the verdict's green is the same because both say "it holds". */
export type StateTone = "neutral" | "live" | "progress" | "caution" | "stopped";

const DOT: Record<StateTone, string> = {
  neutral: "border-edge bg-card",
  live: "border-ok bg-ok",
  progress: "border-accent bg-accent",
  caution: "border-check bg-check",
  stopped: "border-stop bg-stop",
};

/** A dot and its word. The word carries the meaning; the dot helps the eye run down a column. */
export function StateLabel({
  tone = "neutral",
  children,
}: {
  readonly tone?: StateTone;
  readonly children: ReactNode;
}) {
  return (
    <span className="inline-flex items-center gap-2">
      <span
        aria-hidden
        className={classNames(
          "size-2 flex-none border",
          // The shape differs too, for eyes that do not tell red from green.
          tone === "stopped" ? "rotate-45" : "rounded-full",
          DOT[tone],
        )}
      />
      {children}
    </span>
  );
}

/** A short classification beside a name: "EXAMPLE", "3PL", "history". */
export function Badge({ children }: { readonly children: ReactNode }) {
  return (
    <span className="inline-block rounded-sm border border-edge px-1.5 font-medium text-sm text-soft leading-5">
      {children}
    </span>
  );
}
