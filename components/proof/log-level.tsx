import type { ReactNode } from "react";

/** How far a statement has come: recorded → logged → anchored → final. */
export const LOG_LEVELS = ["recorded", "logged", "anchored", "final"] as const;
export type LogLevelName = (typeof LOG_LEVELS)[number];

type LogLevelProps = {
  readonly level: LogLevelName;
  /** The words: "Anchored 14:20", "Next anchor about 14:20". */
  readonly children: ReactNode;
};

/** Four bars, filled as far as the statement has come, and the word that says it. */
export function LogLevel({ level, children }: LogLevelProps) {
  const reached = LOG_LEVELS.indexOf(level);
  return (
    <span className="inline-flex items-center gap-2">
      <svg aria-hidden viewBox="0 0 19 12" className="h-3 w-[1.1875rem] flex-none">
        {LOG_LEVELS.map((name, index) => (
          <rect
            key={name}
            x={index * 5 + 0.5}
            y={8.5 - index * 2.5}
            width="3"
            height={3 + index * 2.5}
            fill={index <= reached ? "var(--accent)" : "none"}
            stroke={index <= reached ? "var(--accent)" : "var(--edge)"}
          />
        ))}
      </svg>
      {children}
    </span>
  );
}
