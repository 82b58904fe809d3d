import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

/** Grouped rows in one sheet, divided by lines: what waits, what may be chosen. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return <ul className="sheet divide-y divide-line">{children}</ul>;
}

type RowProps = {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** 32 px: a verdict shape or a lucide icon. */
  readonly icon?: ReactNode;
  /** The row's one button. */
  readonly action?: ReactNode;
};

/** A row with something to do. */
export function Row({ title, detail, icon, action }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4.5 gap-y-3 px-4.5 py-4">
      {icon && <RowIcon>{icon}</RowIcon>}
      <div className="min-w-0 flex-1 basis-48">
        <div className="font-semibold">{title}</div>
        {detail && <div className="text-sm text-soft">{detail}</div>}
      </div>
      {action && <div className="max-sm:w-full max-sm:*:w-full">{action}</div>}
    </li>
  );
}

type LinkRowProps<Path extends string> = Omit<RowProps, "action"> & {
  readonly href: Route<Path>;
  /** Right, before the arrow: where it leads ("Go to receiving"). */
  readonly aside?: ReactNode;
};

/** A row that is a way somewhere; all of it is the target. */
export function LinkRow<Path extends string>({ href, title, detail, icon, aside }: LinkRowProps<Path>) {
  return (
    <li>
      <Link
        href={href}
        className="flex min-h-16 items-center gap-4.5 px-4.5 py-4 -outline-offset-3 transition-colors hover:bg-fill"
      >
        {icon && <RowIcon>{icon}</RowIcon>}
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{title}</span>
          {detail && <span className="block text-sm text-soft">{detail}</span>}
          {/* On a phone the words keep the whole width: below the detail, not beside it. */}
          {aside && <span className="block text-sm text-soft sm:hidden">{aside}</span>}
        </span>
        {aside && <span className="text-end text-sm text-soft max-sm:hidden">{aside}</span>}
        <ChevronRight aria-hidden className="size-5 text-soft rtl:rotate-180" />
      </Link>
    </li>
  );
}

function RowIcon({ children }: { readonly children: ReactNode }) {
  return (
    <span className="grid w-9 flex-none place-items-center text-accent [&_.lucide]:size-6.5">{children}</span>
  );
}
