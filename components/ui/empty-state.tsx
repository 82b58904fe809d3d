import type { ReactNode } from "react";

type EmptyStateProps = {
  readonly title: ReactNode;
  /** The first step, in a sentence. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
};

/** Nothing here yet, and what to do first. */
export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="grid justify-items-start gap-3 border-line border-y py-8">
      <div className="flex items-center gap-3 font-semibold [&_.lucide]:size-6 [&_.lucide]:text-soft">
        {icon}
        {title}
      </div>
      {children && <div className="max-w-measure text-soft">{children}</div>}
      {action && <div className="mt-1">{action}</div>}
    </div>
  );
}
