import type { ReactNode } from "react";

/** Shades in order of weight; `lost` is for what nobody can account for and is the only one that calls out. */
export type BalanceTone = "deep" | "mid" | "light" | "dark" | "grey" | "pale" | "lost";

export type BalancePart = {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The number as people read it: "1,440". */
  readonly text: string;
  readonly tone: BalanceTone;
  /** Where this part is listed one by one. */
  readonly href?: string;
};

const FILL: Record<BalanceTone, string> = {
  deep: "bg-accent text-on-accent",
  mid: "bg-balance-mid text-ink",
  light: "bg-balance-light text-ink",
  dark: "bg-soft text-paper",
  grey: "bg-balance-grey text-ink",
  pale: "bg-line text-ink",
  lost: "bg-stop text-on-accent",
};

/**
 * An equation of packs: the parts make the whole, drawn to scale, then listed. The smallest part keeps
 * 5 px, because the one missing pack is what the picture is for.
 */
export function BalanceBar({
  title,
  parts,
}: {
  readonly title: ReactNode;
  readonly parts: readonly BalancePart[];
}) {
  const shown = parts.filter((part) => part.value > 0);
  return (
    <figure>
      <figcaption className="mb-2.5">{title}</figcaption>
      <div aria-hidden className="flex h-11 gap-0.5" data-print="exact">
        {shown.map((part) => (
          <div
            key={part.key}
            className={`@container flex min-w-[5px] basis-0 items-center overflow-hidden rounded-[2px] ${FILL[part.tone]}`}
            style={{ flexGrow: part.value }}
          >
            <span className="hidden px-2.5 font-semibold @min-[3.5rem]:inline">{part.text}</span>
          </div>
        ))}
      </div>
      <dl className="mt-3.5 grid grid-cols-[repeat(auto-fill,minmax(min(100%,12rem),1fr))] gap-x-8 gap-y-2 text-sm">
        {parts.map((part) => {
          const lost = part.tone === "lost" && part.value > 0 ? "font-semibold text-stop-ink" : "";
          return (
            <div key={part.key} className={`flex items-baseline gap-2.5 ${lost}`}>
              <span
                aria-hidden
                className={`size-2.5 flex-none rounded-[2px] ${FILL[part.tone]}`}
                data-print="exact"
              />
              <dt className="min-w-0">
                {part.href ? (
                  <a href={part.href} className="underline">
                    {part.label}
                  </a>
                ) : (
                  part.label
                )}
              </dt>
              <dd className="ms-auto font-semibold">{part.text}</dd>
            </div>
          );
        })}
      </dl>
    </figure>
  );
}
