import type { ReactNode } from "react";

export type Stat = { readonly key: string; readonly value: ReactNode; readonly label: ReactNode };

/** A few figures of a page, each with its noun below. Not a dashboard: five at most. */
export function Stats({ stats }: { readonly stats: readonly Stat[] }) {
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {stats.map((stat) => (
        <div key={stat.key} className="flex flex-col-reverse justify-end">
          <dt className="text-sm text-soft">{stat.label}</dt>
          <dd className="font-semibold text-xl">{stat.value}</dd>
        </div>
      ))}
    </dl>
  );
}
