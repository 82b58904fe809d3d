import { type ReactNode, useId } from "react";

type SectionProps = {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Beside the title: a link, a count, a button. */
  readonly aside?: ReactNode;
  readonly lead?: ReactNode;
};

/** A heading and what belongs to it. Space separates sections, no box does. */
export function Section({ title, children, aside, lead }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-9 first:mt-0">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        {aside && <div className="ms-auto text-sm text-soft">{aside}</div>}
      </div>
      {lead && <p className="-mt-2 mb-4 max-w-measure text-soft">{lead}</p>}
      {children}
    </section>
  );
}
