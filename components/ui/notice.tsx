import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

type NoticeProps = {
  /** `caution` asks for a decision or a second look. A verdict is never a notice. */
  readonly tone?: "info" | "caution";
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Said aloud when it appears: for what comes up while the person works. */
  readonly live?: boolean;
};

/** Something to know beside the work: quiet in grey, or amber when it needs someone. */
export function Notice({ tone = "info", title, children, action, live = false }: NoticeProps) {
  return (
    <div
      role={live ? "status" : undefined}
      className={classNames(
        "flex flex-wrap items-center gap-x-4 gap-y-3 rounded-md border px-4 py-3.5",
        tone === "caution" ? "border-check bg-check-fill" : "border-line bg-fill",
      )}
    >
      {tone === "caution" ? (
        <svg aria-hidden viewBox="0 0 100 100" className="size-8 flex-none">
          <path
            d="M50 10 95 89H5z"
            fill="var(--check)"
            stroke="var(--check)"
            strokeWidth="8"
            strokeLinejoin="round"
          />
          <path d="M50 38v24" stroke="var(--check-fill)" strokeWidth="10" strokeLinecap="round" />
          <circle cx="50" cy="77" r="6" fill="var(--check-fill)" />
        </svg>
      ) : (
        <Info aria-hidden className="size-6 text-soft" />
      )}
      <div className="min-w-0 flex-1 basis-56">
        <div className="font-semibold">{title}</div>
        {children && <div className="text-sm">{children}</div>}
      </div>
      {action}
    </div>
  );
}
