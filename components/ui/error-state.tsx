import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type ErrorStateProps = {
  /** What happened. */
  readonly title: ReactNode;
  /** Why, and what it means for the person's work. */
  readonly children?: ReactNode;
  /** What to do. */
  readonly action?: ReactNode;
  /** Last and small: what support asks for. */
  readonly code?: string;
};

/** Something failed: what happened, why, what to do; the code comes last. It is announced when it appears. */
export function ErrorState({ title, children, action, code }: ErrorStateProps) {
  return (
    <div role="alert" className="grid justify-items-start gap-3 border-ink border-s-4 py-1 ps-5">
      <div className="flex items-start gap-2.5 font-semibold text-lg">
        <CircleAlert aria-hidden className="mt-0.5 size-6" />
        {title}
      </div>
      {children && <div className="max-w-measure">{children}</div>}
      {action && <div className="flex flex-wrap gap-3">{action}</div>}
      {code && <p className="font-mono text-sm text-soft">{code}</p>}
    </div>
  );
}
