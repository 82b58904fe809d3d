import { Fragment } from "react";
import { classNames } from "./class-names";

/** Splits from the left: "4KP7ZQ3M9T2" → 4KP7 ZQ3M 9T2. */
export function groupsOf(value: string, size: number): readonly string[] {
  const signs = [...value];
  return Array.from({ length: Math.ceil(signs.length / size) }, (_, i) =>
    signs.slice(i * size, i * size + size).join(""),
  );
}

type CodeProps = {
  readonly children: string;
  /** Signs a group; 0 for a code that people do not compare sign by sign (a batch, a hash). */
  readonly group?: number;
  readonly strong?: boolean;
  readonly className?: string;
};

/**
 * A serial or number in groups the eye can follow, never cut off. The gaps are drawn, not typed: what is
 * selected and copied is the code itself, and a screen reader gets it in one piece.
 */
export function Code({ children, group = 4, strong = false, className }: CodeProps) {
  const parts = group > 0 ? groupsOf(children, group) : [children];
  return (
    <code dir="ltr" className={classNames("break-all", strong && "font-semibold", className)}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups of one code keep their order; equal groups are distinct.
        <Fragment key={index}>
          {index > 0 && <wbr />}
          <span className={classNames("inline-block", index < parts.length - 1 && "me-[0.55em]")}>
            {part}
          </span>
        </Fragment>
      ))}
    </code>
  );
}
