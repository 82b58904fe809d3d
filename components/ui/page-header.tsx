import type { ReactNode } from "react";

type PageHeaderProps = {
  readonly title: ReactNode;
  /** One small line above: what kind of thing this is. */
  readonly kicker?: ReactNode;
  readonly lead?: ReactNode;
  /** The page's actions, the main one last. */
  readonly actions?: ReactNode;
};

/** The page's only h1. */
export function PageHeader({ title, kicker, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-start gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-80">
        {kicker && <p className="mb-1 text-sm text-soft">{kicker}</p>}
        <h1 className="font-bold text-xl">{title}</h1>
        {lead && <p className="mt-2 max-w-measure text-soft">{lead}</p>}
      </div>
      {actions && (
        <div className="flex flex-wrap gap-3 print:hidden" data-print="hide">
          {actions}
        </div>
      )}
    </header>
  );
}
