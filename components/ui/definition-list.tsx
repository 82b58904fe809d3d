import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Definition = { readonly label: ReactNode; readonly value: ReactNode; readonly key?: string };

type DefinitionListProps = {
  readonly items: readonly Definition[];
  /** `big` for what is compared with a box at arm's length. `ruled` draws lines and sets values to the right edge. */
  readonly look?: "plain" | "big" | "ruled";
};

/** Label and value, row by row. */
export function DefinitionList({ items, look = "plain" }: DefinitionListProps) {
  if (look === "ruled") {
    return (
      <dl>
        {items.map((item, index) => (
          <div
            key={item.key ?? index}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b py-3 last:border-b-0"
          >
            <dt className="text-soft">{item.label}</dt>
            <dd className="ms-auto min-w-0 text-end">{item.value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <dl
      className={classNames(
        "grid items-baseline gap-x-5",
        look === "big"
          ? "grid-cols-[auto_1fr] gap-y-2.5 text-lg md:gap-y-3"
          : "grid-cols-[minmax(5rem,auto)_1fr] gap-y-2",
      )}
    >
      {items.map((item, index) => (
        <div key={item.key ?? index} className="contents">
          <dt className="text-soft">{item.label}</dt>
          <dd className={classNames("min-w-0", look === "big" && "md:text-xl lg:text-lg xl:text-xl")}>
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
