import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

type StationLinkProps<Path extends string> = {
  readonly href: Route<Path>;
  readonly icon: ReactNode;
  readonly title: ReactNode;
  /** What waits there: "2 arriving · 1 waiting for data". */
  readonly detail?: ReactNode;
};

/** A way into a station, large enough for a glove. Put them into StationLinks. */
export function StationLink<Path extends string>({ href, icon, title, detail }: StationLinkProps<Path>) {
  return (
    <li>
      <Link
        href={href}
        className="sheet flex h-full min-h-20 items-start gap-4 p-4.5 transition-colors hover:border-edge hover:bg-fill"
      >
        <span className="text-accent [&_.lucide]:size-6">{icon}</span>
        <span>
          <span className="block font-semibold">{title}</span>
          {detail && <span className="block text-sm text-soft">{detail}</span>}
        </span>
      </Link>
    </li>
  );
}

export function StationLinks({ children }: { readonly children: ReactNode }) {
  return <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-3">{children}</ul>;
}
