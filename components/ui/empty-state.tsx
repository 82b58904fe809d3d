import type { ReactNode } from "react";
import { classNames } from "./class-names";

type EmptyStateProps = {
  readonly title: ReactNode;
  /** The first step, in a sentence. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
  /** A line above is drawn by what stands there, as by tabs. */
  readonly ruled?: boolean;
};

/** Nothing here yet, and what to do first. */
export function EmptyState({ title, children, action, icon, ruled = false }: EmptyStateProps) {
  return (
    <div
      className={classNames(
        "grid justify-items-start gap-3 border-line border-b",
        ruled ? "pt-3 pb-8" : "border-t py-8",
      )}
    >
      <div className="flex items-center gap-3 font-semibold [&_.lucide]:size-6 [&_.lucide]:text-soft">
        {icon}
        {title}
      </div>
      {children && <div className="max-w-measure text-soft">{children}</div>}
      {action && <div className="mt-1">{action}</div>}
    </div>
  );
}
